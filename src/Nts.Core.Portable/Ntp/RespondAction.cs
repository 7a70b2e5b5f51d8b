namespace Nts.Ntp;

/// <summary>What to do with a request.</summary>
public enum RespondAction
{
    /// <summary>Send nothing.</summary>
    Drop = 0,

    /// <summary>Send the reply, which carries the time.</summary>
    Answer,

    /// <summary>Send the reply, which is a kiss-o'-death (RFC 5905 §7.4).</summary>
    Kiss,
}
