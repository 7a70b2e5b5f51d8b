using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web;

/// <summary>Prometheus' text exposition format, version 0.0.4, and its naming rules.</summary>
public sealed partial class MetricsTextTests
{
    private static readonly string[] Lines = MetricsText.Render(new StatusView(default, Example(), null)).Split('\n');

    [Fact]
    public void Render_EveryLine_HasTheFormat()
    {
        Assert.Equal("", Lines[^1]);
        Assert.All(Lines[..^1], line => Assert.Matches(@"^(# HELP [a-z][a-z0-9_]* [A-Z].*\.|# TYPE [a-z][a-z0-9_]* (gauge|counter)|[a-z][a-z0-9_]*(\{[a-z]+=""([^""\\\n]|\\[\\""n])*""\})? -?[0-9][0-9.E+-]*)$", line));
    }

    [Fact]
    public void Render_EveryMetric_HasHelpTypeAndItsSamplesTogether()
    {
        string[] names = [.. Lines[..^1].Select(line => line.StartsWith('#') ? line.Split(' ')[2] : Sample().Match(line).Groups[1].Value)];
        string[] runs = [.. names.Where((name, i) => i == 0 || names[i - 1] != name)];
        Assert.Equal(runs.Distinct(), runs);
        Assert.All(runs, name => Assert.Equal(["HELP", "TYPE"], Lines.Where(line => line.StartsWith('#') && line.Split(' ')[2] == name).Select(line => line.Split(' ')[1])));
    }

    [Fact]
    public void Render_EveryCounter_EndsInTotal()
    {
        Dictionary<string, string> types = Lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToDictionary(w => w[2], w => w[3]);
        Assert.All(types, type => Assert.Equal(type.Value == "counter", type.Key.EndsWith("_total", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_Samples_AreAllDifferent()
    {
        string[] series = [.. Lines[..^1].Where(line => !line.StartsWith('#')).Select(line => line[..line.LastIndexOf(' ')])];
        Assert.Equal(series.Distinct(), series);
    }

    [Theory]
    [InlineData("nts_timekeeper_up", 1)]
    [InlineData("nts_clock_synchronized", 1)]
    [InlineData("nts_clock_state{state=\"locked\"}", 1)]
    [InlineData("nts_clock_state{state=\"holdover\"}", 0)]
    [InlineData("nts_clock_offset_seconds", 8.4e-8)]
    [InlineData("nts_clock_frequency_ratio", -2.5e-6)]
    [InlineData("nts_ntp_requests_total{outcome=\"nts\"}", 3)]
    [InlineData("nts_ntp_replies_total{kind=\"interleaved\"}", 2)]
    [InlineData("nts_ke_sessions_total{outcome=\"answered\"}", 5)]
    [InlineData("nts_ke_certificate_end_timestamp_seconds", 1_858_550_400)]
    [InlineData("nts_receiver_state{state=\"paired\"}", 1)]
    [InlineData("nts_receiver_satellites_used", 8)]
    [InlineData("nts_receiver_strongest_signal_dbhz", 44)]
    [InlineData("nts_receiver_antenna_state{state=\"open\"}", 1)]
    [InlineData("nts_receiver_antenna_state{state=\"ok\"}", 0)]
    [InlineData("nts_receiver_survey_accuracy_meters", 2.5)]
    [InlineData("nts_receiver_info{identity=\"u-blox ZED-F9T\"}", 1)]
    [InlineData("nts_timekeeper_collections_total{generation=\"1\"}", 4)]
    [InlineData("nts_timekeeper_pause_seconds_total", 0.25)]
    public void Render_Value_IsThePublishedOneInBaseUnits(string series, double value)
    {
        string line = Assert.Single(Lines, line => line.StartsWith(series + " ", StringComparison.Ordinal));
        Assert.Equal(value, double.Parse(line[series.Length..], CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public void Render_WhatIsNotKnown_IsAbsent() => Assert.DoesNotContain(Lines, line => line.Contains("serial_delay", StringComparison.Ordinal) || line.Contains("jamming", StringComparison.Ordinal));

    [Fact]
    public void Render_LabelWithSpecialCharacters_IsEscaped() =>
        Assert.Contains("nts_timekeeper_info{version=\"1\\\"\\\\\\n\"} 1", Lines);

    private static StatusDocument Example()
    {
        StatusDocument document = StatusFileTests.Document("locked", 0);
        document.Version = "1\"\\\n";
        document.Clock.OffsetSeconds = 84e-9;
        document.Clock.FrequencyPpm = -2.5;
        document.Clock.Pulses["late"] = 1;
        document.Receiver.State = "paired";
        document.Receiver.SatellitesUsed = 8;
        document.Receiver.StrongestSignal = 44;
        document.Receiver.Antenna = "open";
        document.Receiver.Survey = new() { IsActive = true, AccuracyMetres = 2.5 };
        document.Receiver.Identity = "u-blox ZED-F9T";
        document.Receiver.Counters["bytes"] = 9;
        document.Ntp = new() { ["nts"] = 3, ["ntp"] = 0, ["reply-interleaved"] = 2 };
        document.KeyEstablishment = new() { ["session-answered"] = 5, ["request-accepted"] = 4 };
        document.Certificate = new() { NotAfter = "2028-11-23T00:00:00Z" };
        document.Process = new() { Generation1Collections = 4, PauseSeconds = 0.25 };
        return document;
    }

    [GeneratedRegex(@"^([a-z0-9_]+)")]
    private static partial Regex Sample();
}
