namespace Nts.Desktop.Probing;

/// <summary>How binding a rule is (RFC 2119).</summary>
internal enum Level
{
    /// <summary>MUST, SHALL: a server that fails it breaks the protocol.</summary>
    Must,

    /// <summary>SHOULD, or what other implementations are known to need.</summary>
    Should,

    /// <summary>MAY: good to know.</summary>
    May,
}
