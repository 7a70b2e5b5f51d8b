using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>What was learnt as text: lines of <c>key = value</c>, with the unit in the key.</summary>
internal static class LearntText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private const string Quick = "clock-quick-warmth";
    private const string Slow = "clock-slow-warmth";
    private const string QuickAndSlow = "clock-warmth-correlation";
    private const string Celsius = "-celsius";
    private const string PerCelsius = "-ppm-per-celsius";
    private const string Deviation = "-deviation-ppm-per-celsius";

    /// <summary>The whole file.</summary>
    public static string Render(Learnt learnt)
    {
        StringBuilder text = new("# What nts-appliance learnt, so that its next start need not learn it again. Delete it, and it does.\n");
        if (learnt.Place is { } place)
        {
            Add(text, "receiver-port", place.Port);
            Add(text, "receiver-baud", place.BaudRate);
        }

        Add(text, "serial-delay-seconds", learnt.SerialDelay?.TotalSeconds);
        if (learnt.PulseSource is { } source && learnt.InterruptBias is { } bias)
        {
            Add(text, "pulse-source", source);
            Add(text, "interrupt-bias-seconds", bias.Lateness.TotalSeconds);
            Add(text, "interrupt-bias-deviation-seconds", bias.Uncertainty.TotalSeconds);
        }

        if (learnt.Clock is { } clock)
        {
            Add(text, "clock-saved", DateTime.UnixEpoch.AddSeconds(clock.SavedAt.WholeSeconds).ToString(TimeFormat, CultureInfo.InvariantCulture));
            Add(text, "clock-frequency-ppm", clock.Frequency.Ppm);
            Add(text, "clock-frequency-deviation-ppm", clock.FrequencyDeviation.Ppm);
            Add(text, "clock-wander-ppm", clock.Wander.Ppm);
            Add(text, "clock-jitter-seconds", clock.Jitter.TotalSeconds);
            if (learnt.Thermometer is { } thermometer && clock.Temperature is { } temperature)
            {
                Add(text, "clock-thermometer", thermometer);
                Add(text, Quick, temperature.Quick);
                Add(text, Slow, temperature.Slow);
                Add(text, QuickAndSlow, temperature.Correlation);
            }
        }

        return text.ToString();
    }

    /// <summary>What a file says.</summary>
    /// <exception cref="FormatException">It is damaged; the message says where.</exception>
    public static Learnt Parse(string text)
    {
        Dictionary<string, string> values = [];
        foreach (string line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || !values.TryAdd(parts[0], parts[1]))
            {
                throw new FormatException($"'{Shown(line)}' is no line of it");
            }
        }

        return new Learnt
        {
            Place = values.TryGetValue("receiver-port", out string? port) && port.StartsWith('/') ? new ReceiverPlace(port, (int)Number(values, "receiver-baud", 4_800, 921_600)) : null,
            SerialDelay = values.ContainsKey("serial-delay-seconds") ? Seconds(values, "serial-delay-seconds", -1, 2) : null,
            PulseSource = values.GetValueOrDefault("pulse-source"),
            InterruptBias = values.ContainsKey("pulse-source")
                ? new StampBias(Seconds(values, "interrupt-bias-seconds", -1e-3, 1e-3), Seconds(values, "interrupt-bias-deviation-seconds", 0, 1e-3))
                : null,
            Clock = values.ContainsKey("clock-saved") ? Clock(values) : null,
            Thermometer = values.GetValueOrDefault("clock-thermometer"),
        };
    }

    private static DisciplineMemory Clock(Dictionary<string, string> values) => new()
    {
        SavedAt = Time(values, "clock-saved"),
        Frequency = FrequencyOffset.FromPpm(Number(values, "clock-frequency-ppm", -500, 500)),
        FrequencyDeviation = FrequencyOffset.FromPpm(Number(values, "clock-frequency-deviation-ppm", 0, 500)),
        Wander = FrequencyOffset.FromPpm(Number(values, "clock-wander-ppm", 0, 1)),
        Jitter = Seconds(values, "clock-jitter-seconds", 0, 1),
        Temperature = values.ContainsKey("clock-thermometer")
            ? new ThermalMemory(Way(values, Quick), Way(values, Slow), Number(values, QuickAndSlow, -1, 1))
            : null,
    };

    // A coefficient is never known without any doubt: by zero, nothing could be learnt any more.
    private static ThermalWay Way(Dictionary<string, string> values, string way) => new(
        Number(values, way + Celsius, -100, 200),
        new TemperatureCoefficient(
            FrequencyOffset.FromPpm(Number(values, way + PerCelsius, -100, 100)), FrequencyOffset.FromPpm(Number(values, way + Deviation, 1e-9, 100))));

    private static void Add(StringBuilder text, string way, ThermalWay value)
    {
        Add(text, way + Celsius, value.Celsius);
        Add(text, way + PerCelsius, value.Coefficient.PerDegree.Ppm);
        Add(text, way + Deviation, value.Coefficient.Deviation.Ppm);
    }

    private static void Add(StringBuilder text, string key, string value) => text.Append(key).Append(" = ").Append(value).Append('\n');

    private static void Add(StringBuilder text, string key, double? value)
    {
        if (value is { } number)
        {
            Add(text, key, number.ToString("0.###############", CultureInfo.InvariantCulture));
        }
    }

    private static NtpDuration Seconds(Dictionary<string, string> values, string key, double least, double most) =>
        NtpDuration.FromSeconds(Number(values, key, least, most));

    private static PosixTime Time(Dictionary<string, string> values, string key) =>
        DateTime.TryParseExact(values[key], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? PosixTime.FromSeconds((long)(time - DateTime.UnixEpoch).TotalSeconds)
            : throw new FormatException($"'{Shown(values[key])}' is no time");

    private static double Number(Dictionary<string, string> values, string key, double least, double most)
    {
        string value = values.TryGetValue(key, out string? found) ? found : throw new FormatException($"{key} is missing");
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{key} cannot be '{Shown(value)}'");
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
