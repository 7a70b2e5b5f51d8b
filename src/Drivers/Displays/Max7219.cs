using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>Eight digits of seven segments behind a MAX7219 or MAX7221, as on the common modules: digit 0 stands on the right.</summary>
/// <param name="brightness">0 to 15.</param>
public sealed class Max7219(int brightness) : IDisplayChip
{
    /// <summary>A tenth of what the data sheet allows (10 MHz): wires are long and levels often 3.3 V, where the chip wants 3.5 V of 5 V.</summary>
    public const int Hertz = 1_000_000;

    private const int Places = 8;

    // The registers of the data sheet's table 2.
    private const byte FirstDigit = 0x01;
    private const byte DecodeMode = 0x09;
    private const byte Intensity = 0x0A;
    private const byte ScanLimit = 0x0B;
    private const byte Shutdown = 0x0C;
    private const byte DisplayTest = 0x0F;

    private readonly Segments[] _places = new Segments[Places];
    private readonly byte[] _shown = new byte[Places];
    private bool _isStarting = true;

    /// <inheritdoc/>
    public void Start(IRegisterBus bus)
    {
        bus.Write(DisplayTest, [0]);
        bus.Write(ScanLimit, [Places - 1]);
        bus.Write(DecodeMode, [0]);
        bus.Write(Intensity, [(byte)brightness]);
        _isStarting = true;
    }

    /// <inheritdoc/>
    public void Draw(Face face, IRegisterBus bus)
    {
        SegmentText.Fill(SegmentText.OfEight(face), _places);

        // The seconds first, because they change first.
        for (int i = 0; i < Places; i++)
        {
            byte wired = Wired(_places[Places - 1 - i]);
            if (_isStarting || wired != _shown[i])
            {
                bus.Write((byte)(FirstDigit + i), [wired]);
                _shown[i] = wired;
            }
        }

        if (_isStarting)
        {
            bus.Write(Shutdown, [1]); // 1 is normal operation.
            _isStarting = false;
        }
    }

    /// <summary>Table 6 of the data sheet: from bit 7 down the dot, A, B, C, D, E, F, G.</summary>
    private static byte Wired(Segments segments)
    {
        int wired = (int)(segments & Segments.Dot);
        for (int i = 0; i < 7; i++)
        {
            wired |= ((int)segments >> i & 1) << (6 - i);
        }

        return (byte)wired;
    }
}
