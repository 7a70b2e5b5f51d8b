using System;
using System.Collections.Generic;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>A MAX7219 by its data sheet: sixteen registers, each write one of them.</summary>
internal sealed class RegisterModel : IRegisterBus
{
    public byte[] Registers { get; } = new byte[16];

    public int Writes { get; private set; }

    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        Assert.Equal(1, rest.Length);
        Registers[first & 0x0F] = rest[0]; // D15 to D12 do not matter.
        Writes++;
    }

    public void Dispose()
    {
    }
}

/// <summary>An HT16K33 by its data sheet: sixteen bytes of memory, and commands that are told by their upper bits.</summary>
internal sealed class MemoryModel : IRegisterBus
{
    public byte[] Memory { get; } = new byte[16];

    public Dictionary<int, int> Commands { get; } = [];

    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        if (first >= 0x10)
        {
            Assert.Equal(0, rest.Length);
            Commands[first >> 4] = first & 0x0F;
            return;
        }

        for (int i = 0; i < rest.Length; i++)
        {
            Memory[(first + i) & 0x0F] = rest[i]; // The address goes around.
        }
    }

    public void Dispose()
    {
    }
}
