namespace Nts.Desktop.Bench;

/// <summary>What a load asks for.</summary>
internal enum BenchMode
{
    /// <summary>NTP without authentication.</summary>
    Plain,

    /// <summary>NTP with the fields of NTS.</summary>
    Nts,

    /// <summary>Keys, each time over a TLS session of its own.</summary>
    Ke,
}
