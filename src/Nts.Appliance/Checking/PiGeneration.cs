namespace Nts.Appliance.Checking;

/// <summary>Generations of the Raspberry Pi, as far as their serial ports differ.</summary>
internal enum PiGeneration
{
    /// <summary>Up to the 3 and the Zero 2: where there is Bluetooth, it has the good UART, and the header the mini UART.</summary>
    UpToThree,

    /// <summary>The 4, the 400 and the Compute Module 4: as before, with four more UARTs that overlays switch on.</summary>
    Four,

    /// <summary>The 5, the 500 and the Compute Module 5: Bluetooth has a UART of its own, and <c>/dev/serial0</c> is the debug connector.</summary>
    Five,
}
