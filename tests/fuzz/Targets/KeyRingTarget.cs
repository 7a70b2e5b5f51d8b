using System;
using System.Collections.Generic;
using System.Text;
using Nts.Nts;

namespace Nts.Fuzz.Targets;

/// <summary>A file of cookie keys.</summary>
internal sealed class KeyRingTarget : IFuzzTarget
{
    public string Name => "key-ring";

    public int MaxLength => 4096;

    public IEnumerable<byte[]> Seeds => [Laboratory.Vectors["ring"], KeyRing.Create(2, TestKit.Seeded.Fixed(5)).Format()];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        "nts-key-ring 1\n"u8.ToArray(), "next "u8.ToArray(), "current "u8.ToArray(), "previous "u8.ToArray(), "\n"u8.ToArray(), " "u8.ToArray(),
        Encoding.ASCII.GetBytes(new string('a', 64) + "\n"), "00000001 "u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        KeyRingTextStatus status = KeyRingText.TryParse(input, 32, out KeyRing? ring, out int line);
        BrokenRuleException.Unless((status == KeyRingTextStatus.Ok) == (ring is not null), "a ring that can be read is given, and no other");
        BrokenRuleException.Unless(line >= 1, "lines are counted from one");
        if (ring is not null)
        {
            byte[] again = ring.Format();
            BrokenRuleException.Unless(KeyRingText.TryParse(again, 32, out _, out _) == KeyRingTextStatus.Ok, "what is written can be read");
        }
    }
}
