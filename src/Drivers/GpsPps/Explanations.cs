using System;
using System.Globalization;
using Nts.Drivers.GpsPps.Setup;
using Nts.Drivers.Linux;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The one place that says what each <see cref="ReceiverState"/> is in plain words, and what to try next.</summary>
/// <remarks>docs/troubleshooting.md shows them all; a test that produces every state keeps it so.</remarks>
internal sealed class Explanations(ReceiverOptions options, ReceiverFacts facts, PulsePairing pairing, Diagnosis diagnosis, ReceiverSetup setup)
{
    /// <summary>Below this (dB-Hz) a receiver finds satellites hard to decode: the antenna is indoors, or its cable is bad.</summary>
    private const int WeakSignal = 30;

    private const string ColdStart = "wait: the satellites repeat this every 12.5 minutes, so it takes that long after a cold start; the antenna needs a clear view meanwhile";

    /// <summary>A state in plain words.</summary>
    public Explanation Of(ReceiverState state) => state switch
    {
        ReceiverState.Stopped => new("the receiver is not running", null),
        ReceiverState.NoSuchPort => new(
            options.Port is null ? "there is no serial port" : $"there is no serial port {options.Port}",
            "look which ports exist (ls /dev/serial* /dev/ttyAMA* /dev/ttyUSB* /dev/ttyACM*) and set [receiver] port; on a Raspberry Pi switch the port on in config.txt (nts-appliance check says how)"),
        ReceiverState.PortForbidden or ReceiverState.PortHeld or ReceiverState.PortUnavailable when options.Port is null && diagnosis.PortProblem is { } problem => new(
            $"none of the serial ports can be used: {problem.Message}",
            "switch the login console of the receiver's port off (sudo raspi-config, Interface Options, Serial Port), or stop the program that uses it; as a user without rights, join the group dialout"),
        ReceiverState.PortForbidden => new(
            $"no permission to open {Port()}",
            "add the user that runs this to the port's group, most often dialout: sudo usermod -aG dialout USER; then start it again"),
        ReceiverState.PortHeld => new(
            $"{Port()} is also used by {diagnosis.PortHolder ?? "another program"}",
            "stop the other program; a login console goes away with sudo raspi-config (Interface Options, Serial Port: no login shell), gpsd with sudo systemctl disable --now gpsd gpsd.socket"),
        ReceiverState.PortUnavailable => new(
            $"{Port()} cannot be used: {diagnosis.PortProblem?.Message}",
            "check that the device is a serial port and still plugged in; it is tried again by itself"),
        ReceiverState.Silent => new(
            $"no bytes on {Port()} for 5 s",
            $"check that the receiver has power, and that its TX goes to this machine's RX (pin {PinMap.Wire("receiver", "txd").Pin} of a Raspberry Pi's header); on a Raspberry Pi 5 check that the port is the header's (nts-appliance check)"),
        ReceiverState.Searching => new(
            $"looking for the receiver: listening on {Port()} at {setup.BaudRate} baud{diagnosis.OtherPorts}",
            "wait: all baud rates take half a minute a port; if it goes on for longer, check that the receiver has power, and that its TX goes to this machine's RX"),
        ReceiverState.ForeignProtocol => new(
            $"the receiver on {Port()} speaks {ProtocolName()}, which this program recognises but does not decode",
            "switch the receiver to NMEA with its maker's tool"),
        ReceiverState.Unintelligible when setup.Search is { } search => new(
            $"bytes on {Port()}, but no valid message at any of {search.Count} baud rates",
            "check that it is a GNSS receiver, that its ground is connected, and that its signals are 3.3 V and not RS-232, which is upside down"),
        ReceiverState.Unintelligible => new(
            $"bytes on {Port()}, but no valid message at {options.BaudRate} baud",
            "set [receiver] baud to the receiver's rate: 9600 is the most common, newer u-blox have 38400, others 4800 or 115200"),
        ReceiverState.Spoofed => new(
            "the receiver says that its signals are counterfeit: its time is not used",
            "look for a transmitter near the antenna, and for a simulator or repeater in the building; the time is used again when the receiver has found none for some seconds"),
        ReceiverState.SettingUp => new($"setting the receiver up: {setup.CommandName}", "wait some seconds"),
        ReceiverState.AntennaShort => new(
            $"no fix: the receiver measures a short circuit at its antenna ({Satellites()})",
            "unplug the antenna and look for a crushed cable or a bent pin; then try another antenna"),
        ReceiverState.AntennaOpen => new(
            $"no fix: the receiver measures no antenna ({Satellites()})",
            "plug the antenna in; a passive antenna is measured as none and is too weak for a long cable"),
        ReceiverState.Jammed => new(
            $"the receiver reports interference too strong to receive anything ({Satellites()})",
            "move the antenna away from transmitters, displays, USB 3 cables and the computer itself"),
        ReceiverState.NoFix => new($"no fix: {Satellites()}", AfterNoFix()),
        ReceiverState.NoTime => new(
            "no message from the receiver tells the time",
            "wait some seconds; if it stays so, switch on RMC or ZDA, or UBX NAV-PVT, with the receiver's tool"),
        ReceiverState.TimeNotValid => new(
            "the receiver says that its time is not valid yet",
            "wait: after a start it takes up to some minutes, with a clear view of the sky"),
        ReceiverState.UtcUnknown => new("the receiver does not know UTC yet, only GPS time", ColdStart),
        ReceiverState.LeapSecondsUnknown => new(
            "the receiver takes its leap seconds from its firmware, which may be years old, not from the satellites", ColdStart),
        ReceiverState.DateBeforeRelease => new(
            $"the receiver says {Day(facts.StatedTime)}, a date before this program was made: it knows no date yet, or its week number has rolled over and it means {Day(pairing.Gate.LikelyTime)}",
            "wait some minutes; if it stays so, set this machine's clock right to a day (by the network, or with date): a date that agrees with it is mended; or update the receiver's firmware"),
        ReceiverState.LeapSecondsContradict => new(
            $"the receiver counts {pairing.Gate.StatedLeapSeconds} leap seconds since 1980, the leap-second table {TableCount()}",
            "wait: after a cold start the receiver may take 12.5 minutes to learn them; if it stays so, bring the table up to date (package tzdata)"),
        ReceiverState.GpsTimeForUtc => new(
            $"the receiver is {Ahead()} of this machine's clock, as GPS time is of UTC: it does not know UTC yet",
            "wait some minutes; if it stays so, check that this machine's clock is right, and set the receiver to send UTC"),
        ReceiverState.TimeUnconfirmed => new(
            $"such messages do not tell whether the receiver knows UTC: minute {pairing.Gate.Tracked.TotalSeconds / 60:0.0} of {Confirmation.TrackingToBelieve.TotalSeconds / 60:0.0} with a fix, after which it must{ButClock()}",
            "wait; it goes at once when this machine's clock is right within 0.5 s, by the network or a battery-backed clock, and with a u-blox receiver that sends UBX messages"),
        ReceiverState.TimeSettling => new(
            $"the receiver's time was refused and is good again for {pairing.Gate.GoodSeconds} of {TimeGate.SecondsToReopen} seconds",
            "wait some seconds; if it keeps coming back, give the antenna a better view of the sky"),
        ReceiverState.PulseNotLocked => new(
            "the receiver says that its pulse is not aligned to its time yet",
            "wait a minute; if it stays so, check that the receiver's pulse is set to follow the satellites (u-blox: CFG-TP)"),
        ReceiverState.NoPulseInput => new(
            "time comes from messages alone: no pulse input is configured",
            "wire the receiver's pulse (PPS, TIMEPULSE) to a GPIO pin and set [receiver] pulse"),
        ReceiverState.NoSuchPulseInput => new(
            $"there is no pulse input {options.Pulse?.Description}: {diagnosis.PulseProblem?.Message}",
            "set [receiver] pulse to one that exists: gpio:PIN on a Raspberry Pi, or a /dev/pps device, for which its driver must be loaded"),
        ReceiverState.PulseForbidden => new(
            $"no permission to open {options.Pulse?.Description}",
            "give the user that runs this access: the group gpio for GPIO chips, a udev rule for /dev/pps devices (they are root's alone)"),
        ReceiverState.PulseHeld => new(
            $"{options.Pulse?.Description} is taken: {diagnosis.PulseProblem?.Message}",
            "if the kernel's pps-gpio has the pin, set [receiver] pulse = /dev/pps0, or take dtoverlay=pps-gpio out of config.txt"),
        ReceiverState.PulseUnavailable => new(
            $"{options.Pulse?.Description} cannot be used: {diagnosis.PulseProblem?.Message}",
            "check [receiver] pulse; it is tried again by itself"),
        ReceiverState.NoPulse => new(
            $"no pulse on {options.Pulse?.Description}{Level()}",
            $"check the wire from the receiver's PPS to this pin, and the pin's number ({PinMap.PulseGpio} on most boards, 4 on Adafruit's); some receivers send no pulse before they know UTC, up to 12.5 minutes after a cold start"),
        ReceiverState.FloatingPulse => new(
            $"{diagnosis.PulseSource.EdgesLastSecond} edges a second on {options.Pulse?.Description}: nothing drives the line, or it picks up a neighbour",
            "check the pulse's wire and the common ground, and that the pin is the one the wire is on"),
        ReceiverState.TwoPulsesASecond => new(
            $"two pulses a second on {options.Pulse?.Description}: nobody can tell which one marks the second",
            "let one edge alone be captured, or set the receiver's pulse to once a second"),
        ReceiverState.AmbiguousDelay => new(
            "messages come so close to the pulse that they could mean either of two seconds",
            "raise the receiver's baud rate or switch sentences off, so that the messages come between 20 and 900 ms after the pulse"),
        ReceiverState.BusyLine => new(
            $"the line is never silent at {options.BaudRate} baud: messages may wait in the receiver, so nobody can tell which second they mean",
            "raise the receiver's baud rate or switch sentences off (GSV is the longest)"),
        ReceiverState.WitnessContradicts => new(
            $"at its pulse the receiver's time is {pairing.WitnessDifference.TotalSeconds:+0.0;-0.0} s from this machine's clock, which other servers had set before",
            "find out which is wrong: compare with another time server; a receiver whose sentences come more than a second late is a second behind, raise its baud rate or update its firmware"),
        ReceiverState.PulseBesideSecond => new(
            $"the pulse comes {-pairing.WitnessDifference.TotalSeconds:+0.00;-0.00} s from the second by this machine's clock, which other servers had set before",
            "let the other edge be captured: most likely this one is the end of the pulse"),
        ReceiverState.Pairing => new(
            $"pulse and time agree for {pairing.AgreeingSeconds} of {options.Pairing.SecondsToAgree} seconds",
            "wait some seconds"),
        ReceiverState.Disagreement => new(
            $"the receiver's time is {pairing.DisagreementSeconds:+0;-0} s from the count of its pulses",
            "wait: no pulse is used until they agree again; if it comes back, look at the receiver's firmware and at its pulse rate, which must be once a second"),
        _ => new($"pulse and time are paired: {facts.SatellitesUsed ?? 0} satellites used, serial delay {SerialDelay()}{Mended()}", null),
    };

    private static string Day(PosixTime? time) => time?.ToString()[..10] ?? "no date";

    private string TableCount() => facts.StatedTime is PosixTime time ? $"{pairing.Gate.LeapSeconds.GpsMinusUtcAt(time)}" : "others";

    private string Ahead() => $"{Math.Round(pairing.Gate.AheadOfClock?.TotalSeconds ?? 0):0} s ahead";

    private string ButClock() => pairing.Gate.AheadOfClock switch
    {
        null => "; this machine's clock was set by nobody",
        NtpDuration ahead => string.Create(CultureInfo.InvariantCulture, $"; this machine's clock differs by {(-ahead).TotalSeconds:+0.0;-0.0} s"),
    };

    private string Mended() =>
        pairing.Gate.MendedWeeks is int weeks and not 0 ? $", its date mended by {weeks} weeks because its week number rolled over" : "";

    private string Port() => options.Port ?? setup.Port ?? "the port";

    private string Satellites()
    {
        string signal = facts.InView.StrongestSignal is int strongest ? $"strongest signal {strongest} dB-Hz" : "no signal";
        return $"{facts.SatellitesUsed ?? 0} satellites used, {facts.InView.Count} in view, {signal}";
    }

    private string AfterNoFix() => facts.InView.StrongestSignal switch
    {
        null => "check the antenna's plug and cable, and give it a clear view of the sky",
        < WeakSignal => "give the antenna a clear view of the sky: these signals are as weak as indoors",
        _ => "wait: the signals are good, and a cold start takes a minute or two",
    };

    private string Level() => diagnosis.PulseSource.IsHigh switch
    {
        true => ": the line stays high",
        false => ": the line stays low",
        null => "",
    };

    private string ProtocolName() => diagnosis.LastForeign?.Protocol switch
    {
        GnssVerdict.Rtcm3 => "RTCM 3",
        GnssVerdict.Sirf => "SiRF binary",
        GnssVerdict.Tsip => "Trimble TSIP",
        _ => "Motorola Oncore",
    };

    private string SerialDelay() =>
        pairing.MeasuredSerialDelay is NtpDuration delay ? $"{delay.TotalSeconds * 1e3:0} ms" : "not measured yet";
}
