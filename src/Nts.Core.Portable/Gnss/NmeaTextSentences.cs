using System;
using System.Globalization;
using System.Text;

namespace Nts.Gnss;

/// <summary>NMEA TXT sentences: what u-blox and CASIC receivers say of themselves as they start, and of their antenna.</summary>
internal sealed class NmeaTextSentences(IGnssListener listener)
{
    private const int TextField = 4;

    private readonly string?[] _facts = new string?[Enum.GetValues<Fact>().Length];
    private ReceiverIdentity? _identity;

    private enum Fact
    {
        None,
        Ublox,
        Firmware,
        Protocol,
        Module,
        CasicMaker,
        CasicModule,
        CasicChip,
        CasicFirmware,
    }

    // 1 sentences, 2 number of this one, 3 severity, 4 text, which may hold commas.
    public bool TryRead(NmeaSentence sentence)
    {
        ReadOnlySpan<byte> text = sentence.From(TextField).Trim((byte)' ');
        if (AntennaOf(text) is AntennaState antenna)
        {
            listener.OnRadio(new(MessageKind.Txt, antenna, null, null, null));
        }
        else if (FactOf(text, out int prefix) is not Fact.None and Fact fact)
        {
            Learn(fact, text[prefix..].Trim((byte)' '));
            listener.OnIdentity(_identity!);
        }

        return true;
    }

    // u-blox: ANTSTATUS=OK; CASIC: ANTENNA OK.
    private static AntennaState? AntennaOf(ReadOnlySpan<byte> text)
    {
        int prefix = text.StartsWith("ANTSTATUS="u8) ? "ANTSTATUS=".Length : text.StartsWith("ANTENNA"u8) ? "ANTENNA".Length : 0;
        ReadOnlySpan<byte> state = text[prefix..].TrimStart((byte)' ');
        return prefix == 0 ? null
            : state.StartsWith("OK"u8) ? AntennaState.Ok
            : state.StartsWith("SHORT"u8) ? AntennaState.Short
            : state.StartsWith("OPEN"u8) ? AntennaState.Open
            : AntennaState.Unknown;
    }

    private static Fact FactOf(ReadOnlySpan<byte> text, out int prefix)
    {
        prefix = text.IndexOfAny((byte)'=', (byte)' ') + 1;
        ReadOnlySpan<byte> name = text[..prefix].TrimEnd("= "u8);
        return name.SequenceEqual("u-blox"u8) ? Fact.Ublox
            : name.SequenceEqual("FWVER"u8) ? Fact.Firmware
            : name.SequenceEqual("PROTVER"u8) ? Fact.Protocol
            : name.SequenceEqual("MOD"u8) ? Fact.Module
            : name.SequenceEqual("MA"u8) ? Fact.CasicMaker
            : name.SequenceEqual("HW"u8) && text[prefix - 1] == '=' ? Fact.CasicModule
            : name.SequenceEqual("IC"u8) ? Fact.CasicChip
            : name.SequenceEqual("SW"u8) ? Fact.CasicFirmware
            : Fact.None;
    }

    // A text that is known already costs no memory.
    private void Learn(Fact fact, ReadOnlySpan<byte> value)
    {
        if (_facts[(int)fact] is string known && Ascii.Equals(value, known))
        {
            return;
        }

        bool isUblox = fact <= Fact.Module;
        Array.Clear(_facts, isUblox ? (int)Fact.CasicMaker : 0, isUblox ? _facts.Length - (int)Fact.CasicMaker : (int)Fact.CasicMaker);
        _facts[(int)fact] = AsciiText.Of(value);
        _identity = isUblox ? Ublox() : Casic();
    }

    private ReceiverIdentity Ublox()
    {
        string model = _facts[(int)Fact.Module] ?? "";
        string firmware = _facts[(int)Fact.Firmware] ?? "";
        bool told = decimal.TryParse(_facts[(int)Fact.Protocol], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal protocol);
        return new(ReceiverMaker.Ublox, model, firmware, told ? protocol : null) { IsTiming = UbxVersionMessage.IsTiming(model, firmware) };
    }

    // MA=CASIC, HW=ATGM336H,0001170603610, IC=AT6558-5N-31-0C510800,BM05CKJ-F2-015708, SW=URANUS5,V5.3.0.0: model without its serial number.
    private ReceiverIdentity Casic()
    {
        string model = _facts[(int)Fact.CasicModule] ?? _facts[(int)Fact.CasicChip] ?? "";
        string firmware = _facts[(int)Fact.CasicFirmware] ?? "";
        bool isCasic = _facts[(int)Fact.CasicMaker] is "CASIC" || firmware.StartsWith("URANUS", StringComparison.Ordinal);
        return new(isCasic ? ReceiverMaker.Casic : ReceiverMaker.Unknown, model.Split(',')[0], firmware, null);
    }
}
