using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Configuration;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation.Files;

public sealed class ScenarioFileTests
{
    private const string Title = "[scenario]\ntitle = t\n";

    [Theory]
    [InlineData("[scenario]\ntitel = x", "line 2: unknown key 'titel' in [scenario]: did you mean 'title'?")]
    [InlineData("[oscilator]\nwander = 1e-9", "line 1: unknown section [oscilator]: did you mean [oscillator]?")]
    [InlineData("[pulse]\njitter = 300", "line 2: '300' is no value for jitter: it must be a time with its unit, such as '300 ns', '1.5 us', '20 ms', '90 s', '30 min', '24 h' or '1 d', and not negative")]
    [InlineData("[pulse]\njitter = -1 us", "line 2: '-1 us' is no value for jitter: it must be a time with its unit, such as '300 ns', '1.5 us', '20 ms', '90 s', '30 min', '24 h' or '1 d', and not negative")]
    [InlineData("[pulse]\nmissing = 120 %", "line 2: '120 %' is no value for missing: it must be a share such as '2 %' or '0.02', from 0 to 1")]
    [InlineData("[pulse]\nis-sawtooth-told = maybe", "line 2: 'maybe' is no value for is-sawtooth-told: it must be 'yes' or 'no'")]
    [InlineData("[oscillator]\nwander = fast", "line 2: 'fast' is no value for wander: it must be a frequency such as '20 ppm', '-5 ppb' or '1e-9', not negative and below 0.1")]
    [InlineData("[oscillator]\nwander = 1e-9 s", "line 2: '1e-9 s' is no value for wander: it must be a frequency such as '20 ppm', '-5 ppb' or '1e-9', not negative and below 0.1")]
    [InlineData("[temperature]\nlag = 0.5 s", "line 2: '0.5 s' is no value for lag: it must be a time with its unit, such as '300 ns', '1.5 us', '20 ms', '90 s', '30 min', '24 h' or '1 d', and above zero, not below 1 s")]
    [InlineData("[receiver]\noutages = 2 h to 1 h", "line 2: '2 h to 1 h' is no value for outages: it must be stretches such as '1 h to 70 min, 2 h to 3 h'")]
    [InlineData("[receiver]\nfaults = 1 h to 2 h", "line 2: '1 h to 2 h' is no value for faults: it must be faults such as '1 h to 64 min: label +1' or '1 h to 64 min: late -1 ms'")]
    [InlineData("[scenario]\nseeds = 5-1", "line 2: '5-1' is no value for seeds: it must be seeds such as '1-5' or '1, 3, 7-9'")]
    [InlineData("[limits]\nrms = 300", "line 2: '300' is no value for rms: it must be a time with its unit, such as '300 ns', '1.5 us', '20 ms', '90 s', '30 min', '24 h' or '1 d', and not negative, or two with 'to' between them, the lower one first")]
    [InlineData("[limits]\nlate = 9 to 8", "line 2: '9 to 8' is no value for late: it must be a number, and not negative, or two with 'to' between them, the lower one first")]
    [InlineData("[limits]\nstates = locked, happy", "line 2: 'locked, happy' is no value for states: it must be states such as 'coarse, acquiring, locked'; there are cold, coarse, acquiring, locked, holdover, lost")]
    [InlineData("[limits]\nstates = 3", "line 2: '3' is no value for states: it must be states such as 'coarse, acquiring, locked'; there are cold, coarse, acquiring, locked, holdover, lost")]
    [InlineData("[limits]\nrsm = 300 ns", "line 2: unknown key 'rsm' in [limits]: did you mean 'rms'?")]
    [InlineData("[pulse]\njitter = 0", "the scenario has no title: set title in [scenario]")]
    [InlineData(Title + "seconds = 10 s", "the statistics begin when all is over: set statistics-from in [scenario] below seconds")]
    public void Read_OneMistake_NamesItsLineAndTheFix(string text, string expected)
    {
        (ScenarioFile? file, IReadOnlyList<ConfigurationProblem> problems) = ScenarioFile.Read(text);
        Assert.Null(file);
        Assert.Equal([expected], problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Read_KeysOfEverySection_TakesTheirValues()
    {
        const string Text = """
            # a comment
            [scenario]
            title = All of it        ; another
            seeds = 3, 7-9
            seconds = 2 h
            initial-error = -1.5 ms
            [oscillator]
            frequency-error = -7 ppm
            wander = 1e-9
            [temperature]
            coefficient = -0.05 ppm
            has-sensor = yes
            [pulse]
            jitter = 300 ns
            missing = 2 %
            [receiver]
            outages = 1 h to 70 min, 6000 s to 6010 s
            faults = 10 min to 11 min: label -1, 20 min to 21 min: late 1 ms
            [network]
            poll = 64 s
            [discipline]
            stamp-uncertainty = 13 us
            steps = while-unsynchronized
            """;
        ScenarioFile file = ScenarioFile.Read(Text).File!;
        Assert.Equal("All of it", file.Title);
        Assert.Equal([3, 7, 8, 9], file.Seeds);
        Assert.Equal((7200, 600, -1.5e-3), (file.Scenario.Seconds, file.Scenario.StatisticsFrom, file.Scenario.InitialError));
        Assert.Equal(new OscillatorModel { FrequencyError = -7e-6, Wander = 1e-9 }, file.Scenario.Oscillator);
        Assert.Equal(new TemperatureModel { Coefficient = -0.05e-6, HasSensor = true }, file.Scenario.Temperature);
        Assert.Equal(new PulseModel { Jitter = 300e-9, Missing = 0.02 }, file.Scenario.Pulse);
        Assert.Equal([new Stretch(3600, 4200), new Stretch(6000, 6010)], file.Scenario.Receiver.Outages);
        Assert.Equal([new ReceiverFault(new Stretch(600, 660), -1, 0), new ReceiverFault(new Stretch(1200, 1260), 0, 1e-3)], file.Scenario.Receiver.Faults);
        Assert.Equal(64, file.Scenario.Network.Poll);
        Assert.Equal(NtpDuration.FromMicroseconds(13), file.Scenario.Options.StampUncertainty);
        Assert.Equal(StepPermission.WhileUnsynchronized, file.Scenario.Options.Steps);
    }

    [Fact]
    public void Keys_OfTheModels_AreThereForEveryProperty()
    {
        (Type Model, string Section)[] models =
        [
            (typeof(OscillatorModel), "oscillator"), (typeof(TemperatureModel), "temperature"), (typeof(PulseModel), "pulse"),
            (typeof(ReceiverModel), "receiver"), (typeof(NetworkModel), "network"), (typeof(LeapSecondModel), "leap-second"), (typeof(DisciplineOptions), "discipline"),
        ];
        string[] known = [.. ScenarioSettings.All.Select(setting => $"[{setting.Section}] {setting.Key}")];
        string[] wanted =
        [
            .. models.SelectMany(m => m.Model.GetProperties().Where(p => p.CanWrite).Select(p => $"[{m.Section}] {KeyOf(p.Name)}")),
            .. typeof(Scenario).GetProperties().Where(p => p.CanWrite && !models.Any(m => m.Model == p.PropertyType)).Select(p => $"[scenario] {KeyOf(p.Name)}"),
        ];

        // What clients are told in every answer, which changes nothing in a simulation.
        Assert.Equal(["[discipline] precision", "[discipline] reference-id"], wanted.Except(known).Order());
    }

    [Fact]
    public void Defaults_OfAllKeys_AreValuesThatChangeNothing()
    {
        foreach (Setting<ScenarioFile> setting in ScenarioSettings.All.Where(setting => setting.Default.Length > 0))
        {
            ScenarioFile file = ScenarioFile.Read($"{Title}[{setting.Section}]\n{setting.Key} = {setting.Default}").File!;
            ScenarioFile plain = ScenarioFile.Read(Title).File!;
            Assert.Equal(plain.Scenario.ToString(), file.Scenario.ToString());
            Assert.Equal(plain.Seeds, file.Seeds);
        }
    }

    [Fact]
    public void Broken_OfALimit_SaysWhatItIsInstead()
    {
        ScenarioFile file = ScenarioFile.Read(Title + "[limits]\nrms = 300 ns\nmean = 10 ns\nlock-within = 5 s\nserved = 50 % to 100 %").File!;
        SimulationResult result = new();
        result.Sample(0, -400e-9, null, counts: true);
        result.Sample(0, -400e-9, 1e-6, counts: true);
        Assert.Equal(
            ["rms is 400 ns, the limit 300 ns", "mean is -400 ns, the limit 10 ns", "lock-within is none, the limit 5 s"], file.Broken(result));
    }

    [Fact]
    public void Broken_OfAFileWithoutLimits_IsStillDishonesty()
    {
        SimulationResult result = new();
        result.Sample(0, 2e-6, 1e-6, counts: true);
        result.Sample(0, 2e-6, 1e-6, counts: true);
        Assert.Equal(["dishonest is 1, the limit 0"], ScenarioFile.Read(Title).File!.Broken(result));
    }

    private static string KeyOf(string property) =>
        string.Concat(property.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
