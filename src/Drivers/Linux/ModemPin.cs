namespace Nts.Drivers.Linux;

/// <summary>An input line of a serial port beside the data.</summary>
public enum ModemPin
{
    /// <summary>Data carrier detect, pin 1 of nine: where most receivers put their pulse.</summary>
    Dcd = 0,

    /// <summary>Clear to send, pin 8 of nine.</summary>
    Cts,

    /// <summary>Ring indicator, pin 9 of nine; most ports only tell its falling edge.</summary>
    Ri,
}
