namespace Nts.Client;

/// <summary>What an association wants its driver to do.</summary>
public enum AssociationStep
{
    /// <summary>Nothing before the moment that comes with it, unless a datagram arrives.</summary>
    Wait = 0,

    /// <summary>Run key establishment: <see cref="NtpAssociation.BeginKeyEstablishment"/>, then report how it ended.</summary>
    EstablishKeys,

    /// <summary>Send a request from a port of its own: <see cref="NtpAssociation.TryBeginPoll"/>.</summary>
    Poll,

    /// <summary>Nothing more: the server does not want to be asked.</summary>
    Stop,
}
