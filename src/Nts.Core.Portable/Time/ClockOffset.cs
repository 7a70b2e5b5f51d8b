namespace Nts.Time;

/// <summary>Reference time minus local time: positive means that the local clock is behind, so add it.</summary>
/// <remarks>
/// The one place where the sign of an offset is defined. It comes from θ (RFC 5905 §8) or from a pulse, and the discipline takes
/// nothing else. <c>default</c> is zero.
/// </remarks>
public readonly record struct ClockOffset
{
    private ClockOffset(NtpDuration correction) => Correction = correction;

    /// <summary>What must be added to the local clock to make it agree with the reference.</summary>
    public NtpDuration Correction { get; }

    /// <summary>The offset in seconds, positive when the local clock is behind.</summary>
    public double TotalSeconds => Correction.TotalSeconds;

    /// <summary>The size of the offset without its sign.</summary>
    public NtpDuration Magnitude => Correction.Magnitude;

    /// <summary>An offset from the correction that the local clock needs.</summary>
    public static ClockOffset FromCorrection(NtpDuration correction) => new(correction);

    /// <summary>An offset from seconds, positive when the local clock is behind.</summary>
    public static ClockOffset FromSeconds(double seconds) => new(NtpDuration.FromSeconds(seconds));

    /// <summary>The offset of a local reading of the moment that is <paramref name="reference"/> in truth.</summary>
    public static ClockOffset Between(PosixTime reference, PosixTime local) => new(reference - local);

    /// <summary>θ = ((T2 − T1) + (T3 − T4)) / 2 (RFC 5905 §8): T1, T4 by the local clock, T2, T3 by the reference.</summary>
    public static ClockOffset FromExchange(NtpTimestamp t1, NtpTimestamp t2, NtpTimestamp t3, NtpTimestamp t4) =>
        new((t2 - t1).Half() + (t3 - t4).Half());

    /// <summary>Seconds with nine decimals, sign and unit.</summary>
    public override string ToString() => Correction > NtpDuration.Zero ? "+" + Correction : Correction.ToString();
}
