using System;

namespace Nts.Desktop.Probing;

/// <summary>Something that a rule needs is not to be had from this server; the text says what.</summary>
internal sealed class ProbeException : Exception
{
    public ProbeException()
    {
    }

    public ProbeException(string message)
        : base(message)
    {
    }

    public ProbeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
