using Nts.Discipline;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <content>What the commands <c>tracking</c>, <c>sources</c>, <c>clients</c> and <c>keys</c> show.</content>
internal sealed partial class StatusReport
{
    private PosixTime? _referenceTime;

    /// <summary>Takes over how the clock follows its sources.</summary>
    public void Take(ClockKeeper keeper, DisciplineStatus discipline, FrequencyOffset inForce, MonotonicTime now)
    {
        keeper.Fill(Document.Tracking, now);
        Document.Tracking.RootDelaySeconds = discipline.Clock.RootDelay.TotalSeconds;
        Document.Tracking.ResidualFrequencyPpm = discipline.Frequency.Ppm - inForce.Ppm;
        PosixTime? reference = discipline.Clock.ReferenceTime == default ? null : discipline.Clock.ReferenceTime;
        if (reference != _referenceTime)
        {
            _referenceTime = reference;
            Document.Tracking.ReferenceTime = reference?.ToString();
        }
    }

    /// <summary>Takes the busiest clients over.</summary>
    public void Take(BusiestClients clients, NtpServer ntp, SmearService? smear, MonotonicTime now) => clients.Fill(Document.Clients, ntp, smear, now);

    /// <summary>Takes the cookie keys over.</summary>
    public void Take(KeyFigures keys) => keys.Fill(Document.Keys);
}
