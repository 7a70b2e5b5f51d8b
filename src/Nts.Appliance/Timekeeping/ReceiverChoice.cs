using System;
using System.Globalization;
using System.IO;
using Nts.Appliance.Configuration;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The receiver that the configuration asks for: one on a serial port, or the simulation.</summary>
internal sealed class ReceiverChoice : IDisposable
{
    private readonly SimulatedReceiver? _simulation;

    /// <summary>Opens nothing but the simulation's pseudo terminal.</summary>
    public ReceiverChoice(ApplianceConfiguration configuration)
    {
        PairingOptions pairing = new() { CableDelay = configuration.CableDelay };
        if (configuration.ReceiverPort == ApplianceConfiguration.Simulated)
        {
            _simulation = new SimulatedReceiver(new SimulatorOptions(), new SystemClock());
            Options = _simulation.Options with { Pairing = pairing };
        }
        else
        {
            Options = new ReceiverOptions(configuration.ReceiverPort, configuration.ReceiverBaud)
            {
                Pulse = Pulse(configuration.PulseSource),
                Pairing = pairing with { Witness = MachineClock() },
            };
        }
    }

    /// <summary>How to open the receiver.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>What the receiver is, for people.</summary>
    public string Description => Options.Simulation ?? $"{Options.Port} at {Options.BaudRate} baud, pulse from {Options.Pulse?.Description}";

    /// <inheritdoc/>
    public void Dispose() => _simulation?.Dispose();

    /// <summary>
    /// The machine's clock, when it counts as synchronised: by another program, or by this one before a restart. What it may be off is what that
    /// program says, and more, since not all of them count the asymmetry of the network.
    /// </summary>
    private static TimeWitness? MachineClock() =>
        SystemClock.ReadMaximumError() is NtpDuration error
            ? new TimeWitness(SystemClock.Read(), MonotonicClock.Now(), error + NtpDuration.FromMilliseconds(50))
            : null;

    private static PulseInput Pulse(string source)
    {
        string[] parts = source.Split(':');
        return parts[0] == "gpio"
            ? PulseInput.Gpio(parts.Length == 3 ? parts[1] : HeaderChip(), int.Parse(parts[^1], CultureInfo.InvariantCulture), EdgeDirection.Rising)
            : PulseInput.Pps(source, EdgeDirection.Rising);
    }

    /// <summary>Label of the GPIO chip behind a Raspberry Pi's header; elsewhere a label that does not exist there, and the receiver says so.</summary>
    private static string HeaderChip()
    {
        const string Model = "/proc/device-tree/compatible";
        string compatible = File.Exists(Model) ? File.ReadAllText(Model) : "";
        return compatible.Contains("bcm2712", StringComparison.Ordinal) ? "pinctrl-rp1"
            : compatible.Contains("bcm2711", StringComparison.Ordinal) ? "pinctrl-bcm2711"
            : "pinctrl-bcm2835";
    }
}
