using System;
using System.IO;
using System.Text;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Server;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Keeps what was learnt over a restart, in one file of the state directory that a person can read and delete.</summary>
/// <remarks>
/// Written at the end and at most once an hour, and only when the next start would be misled by what stands there: SD cards wear out.
/// A file that is damaged counts as none.
/// </remarks>
internal sealed class ApplianceMemory
{
    private const string FileName = "memory";
    private static readonly NtpDuration LeastInterval = NtpDuration.FromSeconds(3600);

    private readonly string _path;
    private readonly EventLog _log;
    private MonotonicTime? _wroteAt;
    private bool _hasFailed;

    /// <summary>Reads what was remembered.</summary>
    public ApplianceMemory(string stateDirectory, EventLog log)
    {
        _path = Path.Combine(stateDirectory, FileName);
        _log = log;
        Learnt = Written = Read();
    }

    /// <summary>What is known now.</summary>
    public Learnt Learnt { get; private set; }

    /// <summary>What the file holds.</summary>
    public Learnt Written { get; private set; }

    /// <summary>Takes over what was found out. A simulated receiver teaches nothing.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="pulseSource">Where its pulse comes in.</param>
    /// <param name="clock">The clock; null while it has not learnt anything.</param>
    /// <param name="thermometer">Which thermometer it has; null for none.</param>
    public void Take(MonotonicTime now, ReceiverHealth receiver, string? pulseSource, DisciplineMemory? clock, string? thermometer)
    {
        if (receiver.IsSimulated)
        {
            return;
        }

        Learnt = Learnt with
        {
            Place = receiver.Place ?? Learnt.Place,
            SerialDelay = receiver.SerialDelay ?? Learnt.SerialDelay,
            Clock = clock ?? Learnt.Clock,
            Thermometer = clock is null ? Learnt.Thermometer : thermometer,
        };
        if (receiver.PulseSource.InterruptBias is { } bias && bias.Uncertainty > NtpDuration.Zero)
        {
            Learnt = Learnt with { PulseSource = pulseSource, InterruptBias = bias };
        }

        // A new place is at once worth it: it saves a search.
        bool isDue = _wroteAt is not { } wrote || now - wrote >= LeastInterval;
        if (Learnt.Place != Written.Place || (isDue && Written.Misleads(Learnt)))
        {
            Save(now);
        }
    }

    /// <summary>Writes what is known, if anything is new; at the end.</summary>
    public void Save(MonotonicTime now)
    {
        if (Learnt == Written)
        {
            return;
        }

        _wroteAt = now;
        Written = Learnt;
        try
        {
            WholeFile.Write(_path, Encoding.UTF8.GetBytes(LearntText.Render(Learnt)), isSecret: false);
            _hasFailed = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _log.Warning($"memory: the next start has to learn everything again: {e.Message}");
            }

            _hasFailed = true;
        }
    }

    private Learnt Read()
    {
        try
        {
            return LearntText.Parse(File.ReadAllText(_path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Learnt();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            _log.Warning($"memory: {_path} counts as nothing: {e.Message}");
            return new Learnt();
        }
    }
}
