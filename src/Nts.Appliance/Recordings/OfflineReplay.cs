using System.Globalization;
using System.IO;
using Nts.Appliance.Timekeeping;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.GpsPps.Replay;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Appliance.Recordings;

/// <summary>Receiver and clock on a recording, in no time; says what happens as it happens.</summary>
internal sealed class OfflineReplay : IReceiverListener
{
    private readonly ReplayTime _time = new();
    private readonly TextWriter _output;
    private readonly bool _printsLabels;
    private readonly ClockDiscipline _discipline;
    private readonly OfflineReceiver _receiver;
    private (LockState State, LockReason Reason) _told;
    private PosixTime? _firstLabel;
    private PosixTime? _lastLabel;
    private bool _hasLocked;

    private OfflineReplay(Recording recording, TextWriter output, bool printsLabels)
    {
        _output = output;
        _printsLabels = printsLabels;
        ReplayClock clock = new(_time, RecordedDate.ClockAtStart(recording));
        _discipline = new ClockDiscipline(clock, new DisciplineOptions());
        _told = (_discipline.Status.State, _discipline.Status.Reason);
        _receiver = new OfflineReceiver(recording, _time, clock, this);
    }

    /// <summary>Replays a recording. Returns whether the clock locked.</summary>
    public static bool Run(Recording recording, TextWriter output, bool printsLabels)
    {
        foreach (string note in recording.Notes)
        {
            output.WriteLine($"            {note}");
        }

        OfflineReplay replay = new(recording, output, printsLabels);
        replay._receiver.Run(replay.Tick);
        replay.Summarize();
        return replay._hasLocked;
    }

    /// <inheritdoc/>
    public void OnPulse(in LabelledPulse pulse)
    {
        PosixTime second = pulse.Second.RoundToSecond();
        _firstLabel ??= second;
        _lastLabel = second;
        _discipline.OnPulse(pulse, _time.Now);
        if (_printsLabels)
        {
            Say($"pulse {pulse.Edge.Sequence}: {Second(second)}, {Nanoseconds(pulse.Offset.Correction)} ns from the clock");
        }

        Follow();
    }

    /// <inheritdoc/>
    public void OnCoarse(in CoarseObservation observation)
    {
        _discipline.OnCoarse(observation.Offset, observation.Uncertainty, _time.Now);
        Follow();
    }

    /// <inheritdoc/>
    public void OnHealth(ReceiverHealth health) => Say($"receiver: {health.Reason}");

    private void Tick()
    {
        _discipline.OnTick(_time.Now);
        Follow();
    }

    private void Follow()
    {
        DisciplineStatus status = _discipline.Status;
        _hasLocked |= status.State is LockState.Locked;
        if ((status.State, status.Reason) != _told)
        {
            _told = (status.State, status.Reason);
            Say(Words.For(status, default));
        }
    }

    private void Summarize()
    {
        ReceiverHealth health = _receiver.Health;
        Say($"end: {health.Bytes} bytes, {health.Messages} messages and {health.RefusedMessages} refused, {health.LabelledPulses} pulses labelled"
            + (_firstLabel is PosixTime first && _lastLabel is PosixTime last ? $" from {Second(first)} to {Second(last)}" : "")
            + (_hasLocked ? "; the clock locked" : "; the clock did not lock"));
    }

    private static string Second(PosixTime time) => time.ToString()[..19] + "Z";

    private static string Nanoseconds(NtpDuration duration) => duration.TotalNanoseconds.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private void Say(string text) => _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_time.Now.Nanoseconds / 1e9,10:0.000}  {text}"));
}
