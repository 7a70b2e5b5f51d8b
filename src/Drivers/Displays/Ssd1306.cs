using System;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>A display of 128 × 64 dots behind an SSD1306 on I²C.</summary>
/// <param name="brightness">0 to 15.</param>
public sealed class Ssd1306(int brightness) : IDisplayChip
{
    /// <summary>The address of most modules; 0x3D on those whose address pin is high.</summary>
    public const int Address = 0x3C;

    /// <summary>Characters that fit into one of the five lines below the time.</summary>
    public const int LineLength = 21;

    // The control byte in front of everything (data sheet 8.1.5.2): all that follows is commands, or all is picture.
    private const byte Commands = 0x00;
    private const byte Picture = 0x40;

    private const byte SetContrast = 0x81;
    private const byte SetColumns = 0x21;
    private const byte SetPages = 0x22;
    private const byte DisplayOn = 0xAF;

    /// <summary>What the data sheet's table 9 and its application note on the charge pump ask for with a panel of 64 lines.</summary>
    private static readonly byte[] Setup =
    [
        0xD5, 0x80, // clock: undivided, the reset value's frequency
        0xA8, 0x3F, // 64 lines
        0xD3, 0x00, // line 0 is where it is
        0x40,       // and begins at the memory's line 0
        0x8D, 0x14, // the charge pump makes the panel's 7.5 V
        0x20, 0x00, // addresses go along a page, then to the next
        0xA1, 0xC8, // columns and lines reversed: upright when the pins are on top
        0xDA, 0x12, // lines wired alternately, as such panels are
        0xD9, 0xF1, // precharge: long, as behind the charge pump
        0xDB, 0x40, // deselect level: what every driver of such modules sets, though the table stops at 0x30
        0xA4, 0xA6, // shows the memory, lit where it has ones
    ];

    private readonly DotFrame _frame = new();
    private readonly byte[] _shown = new byte[DotFrame.Width * DotFrame.Rows];
    private bool _isStarting = true;

    /// <inheritdoc/>
    public void Start(IRegisterBus bus)
    {
        bus.Write(Commands, Setup);
        bus.Write(Commands, [SetContrast, (byte)(brightness * 17)]);
        _isStarting = true;
    }

    /// <inheritdoc/>
    public void Draw(Face face, IRegisterBus bus)
    {
        DotFace.Draw(face, _frame);
        Show(_frame, bus);
    }

    internal void Show(DotFrame frame, IRegisterBus bus)
    {
        for (int row = 0; row < DotFrame.Rows; row++)
        {
            ReadOnlySpan<byte> wanted = frame.Row(row);
            Span<byte> shown = _shown.AsSpan(row * DotFrame.Width, DotFrame.Width);
            int first = _isStarting ? 0 : wanted.CommonPrefixLength(shown);
            int end = DotFrame.Width;
            while (!_isStarting && end > first && wanted[end - 1] == shown[end - 1])
            {
                end--;
            }

            if (end > first)
            {
                bus.Write(Commands, [SetColumns, (byte)first, (byte)(end - 1), SetPages, (byte)row, (byte)row]);
                for (int start = first; start < end; start += IRegisterBus.LongestBlock)
                {
                    bus.Write(Picture, wanted[start..Math.Min(start + IRegisterBus.LongestBlock, end)]);
                }

                wanted.CopyTo(shown);
            }
        }

        if (_isStarting)
        {
            bus.Write(Commands, [DisplayOn]);
            _isStarting = false;
        }
    }
}
