using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What this machine's clock read at the epoch of a message.</summary>
/// <param name="Time">The reading.</param>
/// <param name="Uncertainty">How far it may be beside the epoch, because the way of the message to here is not known.</param>
internal readonly record struct LocalReading(PosixTime Time, NtpDuration Uncertainty)
{
    /// <summary>It was read at the pulse of the epoch, not guessed from the arrival of the message.</summary>
    public bool IsByPulse => Uncertainty == NtpDuration.Zero;
}
