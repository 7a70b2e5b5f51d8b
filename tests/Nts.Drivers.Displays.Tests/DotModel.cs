using System;
using System.Collections.Generic;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>An SSD1306 by its data sheet: what its settings are, and what is in its memory after everything that was written, in horizontal addressing.</summary>
internal sealed class DotModel : IRegisterBus
{
    private const int Width = 128;

    private (int First, int Last) _columns = (0, Width - 1);
    private (int First, int Last) _pages = (0, 7);
    private int _column;
    private int _page;

    /// <summary>The last arguments of each command; commands that are a choice of two or more stand under their first.</summary>
    public SortedDictionary<int, string> Settings { get; } = [];

    public byte[] Memory { get; } = new byte[Width * 8];

    public int PictureBytes { get; private set; }

    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        if (first == 0x40)
        {
            foreach (byte column in rest)
            {
                Put(column);
            }

            return;
        }

        Assert.Equal(0x00, first);
        for (int i = 0; i < rest.Length;)
        {
            byte command = rest[i++];
            int length = LengthBehind(command);
            Take(command, rest.Slice(i, length));
            i += length;
        }
    }

    public void Dispose()
    {
    }

    private static int LengthBehind(byte command) => command switch
    {
        0x21 or 0x22 => 2,
        0x20 or 0x81 or 0x8D or 0xA8 or 0xD3 or 0xD5 or 0xD9 or 0xDA or 0xDB => 1,
        _ => 0,
    };

    private void Take(byte command, ReadOnlySpan<byte> arguments)
    {
        switch (command)
        {
            case 0x21:
                _columns = (arguments[0], arguments[1]);
                _column = arguments[0];
                break;
            case 0x22:
                _pages = (arguments[0], arguments[1]);
                _page = arguments[0];
                break;
            case >= 0x40 and <= 0x7F:
                Settings[0x40] = (command & 0x3F).ToString("x2");
                break;
            case 0xA0 or 0xA1 or 0xA4 or 0xA5 or 0xA6 or 0xA7 or 0xAE or 0xAF:
                Settings[command & 0xFE] = (command & 1).ToString("x2");
                break;
            case 0xC0 or 0xC8:
                Settings[0xC0] = (command & 0x0F).ToString("x2");
                break;
            default:
                Assert.True(arguments.Length > 0, $"no such command: {command:x2}");
                Settings[command] = Convert.ToHexString(arguments);
                break;
        }
    }

    private void Put(byte column)
    {
        PictureBytes++;
        Memory[(_page * Width) + _column] = column;
        if (++_column > _columns.Last)
        {
            _column = _columns.First;
            _page = _page == _pages.Last ? _pages.First : _page + 1;
        }
    }
}
