using System;
using System.Collections.Generic;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class BufferedRandomTests
{
    [Fact]
    public void Fill_ManySizes_GivesEachByteOfTheSourceAtMostOnce()
    {
        BufferedRandom random = new(new Ascending());
        Seeded sizes = Seeded.Create();
        HashSet<uint> seen = [];
        for (int i = 0; i < 5_000; i++)
        {
            byte[] bytes = new byte[4 * (1 + sizes.Next(i % 100 == 0 ? 1000 : 40))];
            random.Fill(bytes);
            for (int at = 0; at < bytes.Length; at += 4)
            {
                Assert.True(seen.Add(BitConverter.ToUInt32(bytes, at)), $"{sizes}: again {BitConverter.ToUInt32(bytes, at)}");
            }
        }

        Assert.DoesNotContain(0u, seen); // what is wiped, and what was never drawn
    }

    [Fact]
    public void Fill_SmallPieces_AsksTheSourceSeldom()
    {
        Ascending source = new();
        BufferedRandom random = new(source);
        for (int i = 0; i < 1000; i++)
        {
            random.Fill(new byte[30]);
        }

        Assert.InRange(source.Calls, 15, 20);
    }

    [Fact]
    public void Fill_TheSystemsSource_DiffersEachTime()
    {
        BufferedRandom random = new(SystemRandom.Instance);
        byte[] first = new byte[16];
        byte[] second = new byte[16];
        random.Fill(first);
        random.Fill(second);
        Assert.NotEqual(first, second);
    }

    /// <summary>1, 2, 3 and so on, in four bytes each.</summary>
    private sealed class Ascending : IRandomSource
    {
        private uint _next = 1;

        public int Calls { get; private set; }

        public void Fill(Span<byte> destination)
        {
            Calls++;
            for (int at = 0; at < destination.Length; at += 4)
            {
                BitConverter.TryWriteBytes(destination[at..], _next++);
            }
        }
    }
}
