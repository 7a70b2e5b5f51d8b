using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Ntp;

namespace Nts.Fuzz.Targets;

/// <summary>A file of symmetric keys.</summary>
internal sealed class SymmetricKeysTarget : IFuzzTarget
{
    public string Name => "symmetric-keys";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        "1 AES128 HEX:000102030405060708090a0b0c0d0e0f\n"u8.ToArray(),
        "# comment\n2 SHA256 ASCII:correct-horse-battery\n\n4294967295 md5 no-prefix-here\n"u8.ToArray(),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        "AES-128"u8.ToArray(), "SHA512"u8.ToArray(), "SHA384"u8.ToArray(), "SHA1"u8.ToArray(), "HEX:"u8.ToArray(), "ASCII:"u8.ToArray(), "\n"u8.ToArray(), " "u8.ToArray(),
        "4294967296"u8.ToArray(), "000102030405060708090a0b0c0d0e0f"u8.ToArray(), "0"u8.ToArray(), "!"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        SymmetricKeyTextStatus status = SymmetricKeyText.TryParse(input, out IReadOnlyList<SymmetricKey> keys, out int line);
        BrokenRuleException.Unless(status == SymmetricKeyTextStatus.Ok || keys.Count == 0, "a file is taken as a whole or not at all");
        BrokenRuleException.Unless(line <= 1 + input.Count((byte)'\n'), "the line that is wrong is a line of the file");
        BrokenRuleException.Unless(keys.Select(key => key.Id).Distinct().Count() == keys.Count, "no two keys have one identifier");
    }
}
