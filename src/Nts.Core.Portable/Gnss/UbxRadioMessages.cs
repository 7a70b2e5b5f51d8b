using System;

namespace Nts.Gnss;

/// <summary>UBX messages on antenna, interference and counterfeit signals.</summary>
internal static class UbxRadioMessages
{
    private const int MonRfHeaderLength = 4;
    private const int BlockLength = 24;
    private const int ShortBlockLength = 20;

    // 1 nBlocks, one for each input; 24 bytes: 1 flags (0-1 jammingState), 2 antStatus, 16 jamInd; 20 bytes (ZED-F9R): 1 antStatus, 3 jamInd.
    public static bool TryMonRf(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        ReadOnlySpan<byte> blocks = payload[MonRfHeaderLength..];
        int length = payload[1] == 0 ? 0 : blocks.Length / payload[1];
        if (length is not (BlockLength or ShortBlockLength) || length * payload[1] != blocks.Length)
        {
            return false;
        }

        AntennaState antenna = AntennaState.Unknown;
        JammingState jamming = JammingState.Unknown;
        int indicator = 0;
        for (; !blocks.IsEmpty; blocks = blocks[length..])
        {
            bool isShort = length == ShortBlockLength;
            antenna = Worst(antenna, AntennaOf(blocks[isShort ? 1 : 2]));
            jamming = isShort ? jamming : (JammingState)Math.Max((int)jamming, blocks[1] & 3);
            indicator = Math.Max(indicator, blocks[isShort ? 3 : 16]);
        }

        listener.OnRadio(new(MessageKind.MonRf, antenna, Told(jamming), null, indicator));
        return true;
    }

    // 20 aStatus, 22 flags (2-3 jammingState), jamInd at 45 of 60 bytes, at 53 of 68; the tenth generation sends 56 bytes that are not documented.
    public static bool TryMonHw(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        int? indicator = payload.Length switch
        {
            60 => payload[45],
            68 => payload[53],
            _ => null,
        };
        listener.OnRadio(new(MessageKind.MonHw, AntennaOf(payload[20]), Told((JammingState)((payload[22] >> 2) & 3)), null, indicator));
        return true;
    }

    // 0 version. 1: 4 jamFlags (0 enabled, 1-2 state), 8 spfFlags (0 enabled, 1-3 state).
    // 2 and 3: 1 sigSecFlags (0 jamming watched, 1-2 state, 3 spoofing watched, 4-6 state), 3 jamNumCentFreqs, 4 bytes each.
    // Bit 3, not 4, by pyubx2 and the ublox crate, which follow the interface description; gpsd's ubxtool has it one bit off.
    public static bool TrySecSig(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        if (payload[0] is not (1 or 2 or 3))
        {
            return true;
        }

        bool isFirst = payload[0] == 1;
        if (payload.Length != (isFirst ? 12 : 4 + (4 * payload[3])))
        {
            return false;
        }

        (int jammingFlags, int spoofingFlags) = isFirst ? (payload[4], payload[8]) : (payload[1] & 0x07, payload[1] >> 3);
        JammingState? jamming = (jammingFlags & 1) != 0 ? Told((JammingState)((jammingFlags >> 1) & 3)) : null;
        int spoofingState = (spoofingFlags & 1) != 0 ? (spoofingFlags >> 1) & 7 : 0;
        SpoofingState? spoofing = spoofingState is > 0 and <= (int)SpoofingState.Affirmed ? (SpoofingState)spoofingState : null;
        listener.OnRadio(new(MessageKind.SecSig, null, jamming, spoofing, null));
        return true;
    }

    private static AntennaState AntennaOf(byte status) => status switch
    {
        2 => AntennaState.Ok,
        3 => AntennaState.Short,
        4 => AntennaState.Open,
        _ => AntennaState.Unknown,
    };

    private static AntennaState Worst(AntennaState left, AntennaState right) => left > right ? left : right;

    // A message that does not know must not outvote one that does: newer receivers leave MON-RF's at 0 and say it in SEC-SIG.
    private static JammingState? Told(JammingState state) => state is JammingState.Unknown ? null : state;
}
