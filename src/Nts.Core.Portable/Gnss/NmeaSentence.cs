using System;

namespace Nts.Gnss;

/// <summary>The fields of an NMEA sentence whose checksum was good; field 0 is the address, <c>GNRMC</c>.</summary>
internal readonly ref struct NmeaSentence
{
    private readonly ReadOnlySpan<byte> _body;

    /// <summary>A sentence from <c>$</c> to its line end, if that is there.</summary>
    public NmeaSentence(ReadOnlySpan<byte> sentence)
    {
        _body = sentence[1..sentence.LastIndexOf((byte)'*')];
        Count = _body.Count((byte)',') + 1;
    }

    /// <summary>Fields, the address included.</summary>
    public int Count { get; }

    /// <summary>The address: two letters of the talker and three of the sentence, or anything that starts with P.</summary>
    public ReadOnlySpan<byte> Address => this[0];

    /// <summary>A field as sent; empty when it is empty or beyond the last.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ReadOnlySpan<byte> rest = From(index);
            int end = rest.IndexOf((byte)',');
            return end < 0 ? rest : rest[..end];
        }
    }

    /// <summary>A field and all that follow, with the commas between them; empty beyond the last.</summary>
    public ReadOnlySpan<byte> From(int index)
    {
        ReadOnlySpan<byte> rest = _body;
        for (int skipped = 0; skipped < index; skipped++)
        {
            int comma = rest.IndexOf((byte)',');
            if (comma < 0)
            {
                return default;
            }

            rest = rest[(comma + 1)..];
        }

        return rest;
    }
}
