using System;
using Nts.Appliance.Configuration;
using Nts.Drivers.Linux;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Reads the board's thermometer every few seconds. None, or one that gives no reading, is a state and no error.</summary>
internal sealed class TemperatureWatch : IDisposable
{
    /// <summary>A crystal takes minutes to warm up.</summary>
    private static readonly NtpDuration Interval = NtpDuration.FromSeconds(4);

    private readonly Thermometer? _thermometer;
    private MonotonicTime? _readAt;

    /// <summary>Looks for the thermometer.</summary>
    /// <param name="setting">The file, or one of the two words of the configuration.</param>
    /// <param name="log">Where the choice is told.</param>
    public TemperatureWatch(string setting, EventLog log)
    {
        _thermometer = setting switch
        {
            ApplianceConfiguration.None => null,
            ApplianceConfiguration.Found => Thermometer.Find(),
            _ => new Thermometer(setting),
        };
        Place = _thermometer is not { } found ? null : found.Name.Length == 0 ? found.Path : $"{found.Name} ({found.Path})";
        log.Notice($"thermometer: {Place ?? "none"}");
    }

    /// <summary>The last reading in degrees Celsius; null when there is none.</summary>
    public double? Celsius { get; private set; }

    /// <summary>Which thermometer is read; null for none.</summary>
    public string? Place { get; }

    /// <summary>Reads it when it is due. Returns whether there is a new reading.</summary>
    public bool OnTick(MonotonicTime now)
    {
        if (_thermometer is null || (_readAt is MonotonicTime last && now - last < Interval))
        {
            return false;
        }

        _readAt = now;
        Celsius = _thermometer.Read();
        return Celsius is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _thermometer?.Dispose();
}
