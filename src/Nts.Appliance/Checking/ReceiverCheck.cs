using System;
using System.Globalization;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Checking;

/// <summary>Listens to the receiver itself for a while and says what it hears. Sends it nothing and steers no clock.</summary>
internal static class ReceiverCheck
{
    private const string Item = "receiver";

    /// <summary>Listens until pulse and time are paired or it is clear that nothing can come, and not longer than the patience.</summary>
    public static Finding Listen(ReceiverOptions options, TimeSpan patience)
    {
        using HealthWatch watch = new();
        using Receiver receiver = new(options, new SoftwareClock(NtpDuration.Zero, FrequencyOffset.FromPpm(0)), watch);
        receiver.Start();
        return Judge(watch.Wait(patience) ?? receiver.Health);
    }

    /// <summary>What a receiver's health is worth.</summary>
    public static Finding Judge(ReceiverHealth health)
    {
        FindingLevel level = health.State switch
        {
            ReceiverState.Paired => FindingLevel.Ok,
            ReceiverState.Pairing or ReceiverState.NoPulseInput or ReceiverState.UtcUnknown or ReceiverState.LeapSecondsUnknown => FindingLevel.Note,
            _ => FindingLevel.Problem,
        };
        string heard = string.Create(CultureInfo.InvariantCulture, $"heard {health.Bytes} bytes, {health.Messages} messages, {health.LabelledPulses} labelled pulses");
        return new(level, Item, $"{health.Reason} ({heard})", health.NextStep);
    }
}
