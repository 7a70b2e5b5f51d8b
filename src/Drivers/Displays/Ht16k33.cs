using System;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>Four digits of seven segments with a colon behind an HT16K33, wired as on the common backpacks.</summary>
/// <param name="brightness">0 to 15.</param>
/// <param name="showsSeconds">Minutes and seconds instead of hours and minutes.</param>
public sealed class Ht16k33(int brightness, bool showsSeconds) : IDisplayChip
{
    /// <summary>The address of a backpack on which no jumper is closed.</summary>
    public const int Address = 0x70;

    // The commands of the data sheet; what they are told stands in their lower bits.
    private const byte OscillatorOn = 0x21;
    private const byte PinsAreRows = 0xA0;
    private const byte DisplayOn = 0x81;
    private const byte Dimming = 0xE0;

    private const int MemoryLength = 16;

    // Each row has two bytes, of which digits use the first. Row 2 is the colon.
    private static readonly int[] Rows = [0, 2, 6, 8];
    private const int ColonRow = 4;
    private const byte Colon = 0x02;

    private readonly Segments[] _places = new Segments[Rows.Length];
    private readonly byte[] _memory = new byte[MemoryLength];
    private readonly byte[] _shown = new byte[MemoryLength];
    private bool _isStarting = true;

    /// <inheritdoc/>
    public void Start(IRegisterBus bus)
    {
        bus.Write(OscillatorOn, []);
        bus.Write(PinsAreRows, []);
        bus.Write((byte)(Dimming | brightness), []);
        _isStarting = true;
    }

    /// <inheritdoc/>
    public void Draw(Face face, IRegisterBus bus)
    {
        SegmentText.Fill(SegmentText.OfFour(face, showsSeconds), _places);
        for (int i = 0; i < Rows.Length; i++)
        {
            _memory[Rows[i]] = (byte)_places[i];
        }

        // Where no seconds are shown, the colon shows that they pass.
        bool hasColon = face is { HasTime: true, IsDark: false } && (showsSeconds || face.Second % 2 == 0);
        _memory[ColonRow] = hasColon ? Colon : (byte)0;

        int first = _isStarting ? 0 : _memory.AsSpan().CommonPrefixLength(_shown);
        int end = MemoryLength;
        while (!_isStarting && end > first && _memory[end - 1] == _shown[end - 1])
        {
            end--;
        }

        if (end > first)
        {
            bus.Write((byte)first, _memory.AsSpan(first..end)); // The address goes on by itself.
            _memory.CopyTo(_shown, 0);
        }

        if (_isStarting)
        {
            bus.Write(DisplayOn, []);
            _isStarting = false;
        }
    }
}
