using System;
using System.Text;

namespace Nts.Gnss;

/// <summary>Sentences of MediaTek chips: answers to commands, what the receiver is, and the antenna of GlobalTop's and CDTop's modules.</summary>
internal sealed class NmeaMediaTekSentences(IGnssListener listener)
{
    private const int Succeeded = 3;

    private ReceiverIdentity? _identity;

    /// <summary>Whether this is one of them.</summary>
    public static bool IsOne(ReadOnlySpan<byte> address) =>
        address.SequenceEqual("PMTK001"u8) || address.SequenceEqual("PMTK705"u8) || address.SequenceEqual("PGTOP"u8) || address.SequenceEqual("PCD"u8);

    /// <summary>Reports what it says.</summary>
    public bool TryRead(NmeaSentence sentence) => sentence.Address[^1] switch
    {
        (byte)'1' => TryAnswer(sentence),
        (byte)'5' => TryRelease(sentence),
        _ => TryAntenna(sentence),
    };

    // PMTK001: 1 command, 2 result (0 no such packet, 1 not supported, 2 failed, 3 succeeded).
    private bool TryAnswer(NmeaSentence sentence)
    {
        if (!NmeaField.TryNumber(sentence[1], out int command) || !NmeaField.TryNumber(sentence[2], out int result) || result > Succeeded)
        {
            return false;
        }

        listener.OnCommand(new(ReceiverMaker.MediaTek, command, result == Succeeded));
        return true;
    }

    // PMTK705: 1 release, AXN_2.31_3339_13101700, 2 build, 3 model, PA6H, 4 version of the kit. Told again, it costs no memory.
    private bool TryRelease(NmeaSentence sentence)
    {
        if (sentence.Count < 3)
        {
            return false;
        }

        if (_identity is null || !Ascii.Equals(sentence[1], _identity.Firmware) || !Ascii.Equals(sentence[3], _identity.Model))
        {
            _identity = new(ReceiverMaker.MediaTek, AsciiText.Of(sentence[3]), AsciiText.Of(sentence[1]), null);
        }

        listener.OnIdentity(_identity);
        return true;
    }

    // 1 is 11, 2 the antenna: PGTOP has 1 short circuit, 2 internal, 3 external; PCD has 1 internal, 2 external, 3 short circuit.
    // The internal one is an antenna like the other, so no word of "open": many of these modules have no other.
    private bool TryAntenna(NmeaSentence sentence)
    {
        if (!sentence[1].SequenceEqual("11"u8))
        {
            return true;
        }

        if (!NmeaField.TryNumber(sentence[2], out int value) || value is < 1 or > 3)
        {
            return false;
        }

        bool isShort = value == (sentence.Address.Length == "PCD".Length ? 3 : 1);
        listener.OnRadio(new(MessageKind.Pmtk, isShort ? AntennaState.Short : AntennaState.Ok, null, null, null));
        return true;
    }
}
