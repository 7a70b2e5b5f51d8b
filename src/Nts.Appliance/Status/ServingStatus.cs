namespace Nts.Appliance.Status;

/// <summary>What a client must know to use this box. Nothing of it is secret.</summary>
internal sealed record ServingStatus
{
    /// <summary>UDP port of NTP.</summary>
    public int NtpPort { get; set; }

    /// <summary>TCP port of key establishment.</summary>
    public int KeyEstablishmentPort { get; set; }
}
