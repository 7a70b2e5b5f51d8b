using System;
using Nts.Appliance.Configuration;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.GpsPps.Replay;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The receiver that the configuration asks for: one on a serial port, the simulation, or a replay.</summary>
internal sealed class ReceiverChoice : IDisposable
{
    private readonly IDisposable? _source;

    /// <summary>Opens nothing but the simulation's pseudo terminal.</summary>
    /// <param name="configuration">What is asked for.</param>
    /// <param name="learnt">What an earlier run found out; null for nothing.</param>
    public ReceiverChoice(ApplianceConfiguration configuration, Learnt? learnt = null)
    {
        PairingOptions pairing = new() { CableDelay = configuration.CableDelay };
        if (configuration.Replay is { } recording)
        {
            ReplayedReceiver replay = new(recording, configuration.ReplayStart);
            _source = replay;
            Options = replay.Options;
        }
        else if (configuration.ReceiverPort == ApplianceConfiguration.Simulated)
        {
            SimulatedReceiver simulation = new(new SimulatorOptions { Outages = configuration.SimulatedOutages }, new SystemClock());
            _source = simulation;
            Options = simulation.Options with { Pairing = pairing, BaudRate = configuration.ReceiverBaud, IsConfigured = configuration.IsReceiverConfigured };
        }
        else
        {
            string? port = configuration.ReceiverPort == ApplianceConfiguration.Found ? null : configuration.ReceiverPort;
            Options = new ReceiverOptions(port, configuration.ReceiverBaud)
            {
                IsConfigured = configuration.IsReceiverConfigured,
                FoundBefore = learnt?.Place,
                Pulse = Pulse(configuration, learnt),
                Pairing = pairing with { Witness = MachineClock() },
            };
        }
    }

    /// <summary>How to open the receiver.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>What the receiver is, for people.</summary>
    public string Description => Options.Simulation ?? $"{Options.Port ?? "port to be found"} at {(Options.BaudRate is int rate ? $"{rate} baud" : "a baud rate to be found")}, pulse from {Options.Pulse?.Description}";

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    /// <summary>
    /// The machine's clock, when it counts as synchronised: by another program, or by this one before a restart. What it may be off is what that
    /// program says, and more, since not all of them count the asymmetry of the network.
    /// </summary>
    private static TimeWitness? MachineClock() =>
        SystemClock.ReadMaximumError() is NtpDuration error
            ? new TimeWitness(SystemClock.Read(), MonotonicClock.Now(), error + NtpDuration.FromMilliseconds(50))
            : null;

    private static PulseInput Pulse(ApplianceConfiguration configuration, Learnt? learnt)
    {
        PulseSetting setting = PulseSetting.Parse(configuration.PulseSource) ?? throw new ArgumentException($"'{configuration.PulseSource}' is no pulse source.");
        EdgeDirection? either = configuration.PulseEdge;
        EdgeDirection one = either ?? EdgeDirection.Rising;
        StampBias? bias = configuration.PulseBias is NtpDuration lateness ? new StampBias(lateness, NtpDuration.Zero) : null;
        string chip = setting.Device ?? DeviceTree.HeaderChip;
        return setting.Kind switch
        {
            "gpio" => PulseInput.PolledGpio(chip, setting.Number, either, bias, learnt is null ? null : learnt.BiasOf),
            "irq" => PulseInput.Gpio(chip, setting.Number, either, bias),
            "poll" => PulseInput.PolledAlone(setting.Number, one),
            "pps" => PulseInput.PpsNamed(setting.Device!, one, bias),
            "ptp" => PulseInput.Ptp(setting.Device!, setting.Number, setting.Pin, one),
            "dcd" => PulseInput.Modem(setting.Device!, ModemPin.Dcd, either, bias),
            "cts" => PulseInput.Modem(setting.Device!, ModemPin.Cts, either, bias),
            _ => PulseInput.Pps(setting.Device!, one, bias),
        };
    }
}
