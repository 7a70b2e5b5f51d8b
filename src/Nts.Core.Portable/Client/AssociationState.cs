namespace Nts.Client;

/// <summary>Where an association stands.</summary>
public enum AssociationState
{
    /// <summary>No answer yet.</summary>
    Starting = 0,

    /// <summary>There are no usable keys: they are being established, or it is too early to try again.</summary>
    NoKeys,

    /// <summary>At least one of the last eight polls brought usable time.</summary>
    Reachable,

    /// <summary>None of the last eight polls brought usable time.</summary>
    Unreachable,

    /// <summary>The server said DENY or RSTR: it is not asked again (RFC 5905 §7.4).</summary>
    Denied,
}
