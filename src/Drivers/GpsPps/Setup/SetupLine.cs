namespace Nts.Drivers.GpsPps.Setup;

/// <summary>How a receiver is connected while it is set up.</summary>
/// <param name="isUsb">The receiver itself is a USB device, and its baud rate means nothing.</param>
/// <param name="baudRate">The rate at which it was heard.</param>
/// <param name="mayChange">The baud rate may be changed.</param>
internal sealed class SetupLine(bool isUsb, int baudRate, bool mayChange)
{
    /// <summary>The receiver itself is a USB device.</summary>
    public bool IsUsb { get; } = isUsb;

    /// <summary>The rate at which it talks.</summary>
    public int BaudRate { get; set; } = baudRate;

    /// <summary>The rate can be raised, and is worth it.</summary>
    public bool WantsMore => mayChange && !IsUsb && BaudRate < SetupScript.WantedBaudRate;

    /// <summary>There is no room for lists of satellites in two formats.</summary>
    public bool IsNarrow => !IsUsb && BaudRate < 38_400;
}
