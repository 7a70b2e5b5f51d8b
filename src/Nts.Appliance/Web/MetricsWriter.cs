using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Nts.Appliance.Web;

/// <summary>Writes Prometheus' text format: for each metric a line of help, its type, and its samples together.</summary>
internal sealed class MetricsWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, List<(string? Label, double Value)>> _samples = [];

    /// <summary>A value that may go up and down. What is not known is not written.</summary>
    public void Gauge(string name, string help, double? value, (string Name, string Value)? label = null)
    {
        if (value is { } known)
        {
            Begin(name, help, "gauge");
            Sample(name, label, known);
        }
    }

    /// <summary>Such values, told apart by a label.</summary>
    public void Gauge(string name, string help, string label, IEnumerable<KeyValuePair<string, long>> values)
    {
        Begin(name, help, "gauge");
        foreach ((string key, long value) in values)
        {
            Sample(name, (label, key), value);
        }
    }

    /// <summary>Of several states the one in force is 1 and the others are 0.</summary>
    public void States(string name, string help, IEnumerable<string> states, string inForce)
    {
        Begin(name, help, "gauge");
        foreach (string state in states)
        {
            Sample(name, ("state", state), state == inForce ? 1 : 0);
        }
    }

    /// <summary>A value that only rises until the timekeeper starts anew.</summary>
    public void Counter(string name, string help, double value)
    {
        Begin(name, help, "counter");
        Sample(name, null, value);
    }

    /// <summary>Such values, told apart by a label.</summary>
    public void Counter(string name, string help, string label, IEnumerable<KeyValuePair<string, long>> values)
    {
        Begin(name, help, "counter");
        foreach ((string key, long value) in values)
        {
            Sample(name, (label, key), value);
        }
    }

    /// <summary>Another program's name for what was written before, if it was.</summary>
    public void Alias(MetricAlias alias)
    {
        if (_samples.TryGetValue(alias.Metric, out List<(string? Label, double Value)>? samples))
        {
            Begin(alias.Name, $"Name that cfnts has for {alias}.", "counter");
            Sample(alias.Name, null, samples.Where(sample => alias.Counts(sample.Label)).Sum(sample => sample.Value));
        }
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private static string Escape(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Begin(string name, string help, string type) => _text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private void Sample(string name, (string Name, string Value)? label, double value)
    {
        (CollectionsMarshal.GetValueRefOrAddDefault(_samples, name, out _) ??= []).Add((label?.Value, value));
        _text.Append(name);
        if (label is { } known)
        {
            _text.Append($"{{{known.Name}=\"{Escape(known.Value)}\"}}");
        }

        _text.Append(CultureInfo.InvariantCulture, $" {value}\n");
    }
}
