using System;
using System.Buffers.Binary;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>UBX messages on the survey of the receiver's position.</summary>
internal static class UbxSurveyMessages
{
    // 0 dur s, 4-15 mean position, 16 meanV (variance) mm², 20 obs, 24 valid, 25 active. All zero while a fixed position is configured.
    public static bool TryTimSvin(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        double deviation = Math.Sqrt(BinaryPrimitives.ReadUInt32LittleEndian(payload[16..])) / 1e3;
        Report(seconds: payload, observations: payload[20..], flags: payload[24..], deviation, listener);
        return true;
    }

    // 8 dur s, 12-27 mean position, 28 meanAcc 0.1 mm, 32 obs, 36 valid, 37 active.
    public static bool TryNavSvin(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        double accuracy = BinaryPrimitives.ReadUInt32LittleEndian(payload[28..]) / 1e4;
        Report(seconds: payload[8..], observations: payload[32..], flags: payload[36..], accuracy, listener);
        return true;
    }

    private static void Report(
        ReadOnlySpan<byte> seconds, ReadOnlySpan<byte> observations, ReadOnlySpan<byte> flags, double accuracy, IGnssListener listener)
    {
        long count = BinaryPrimitives.ReadUInt32LittleEndian(observations);
        NtpDuration duration = NtpDuration.FromSeconds(BinaryPrimitives.ReadUInt32LittleEndian(seconds));
        listener.OnSurvey(new(IsActive: flags[1] == 1, IsValid: flags[0] == 1, duration, count, count == 0 ? null : accuracy));
    }
}
