using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Appliance.Configuration;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

/// <summary>Whether the pulse input is there and for us.</summary>
internal static class PulseCheck
{
    private const string Item = "pulse";
    private const string PpsFolder = "/sys/class/pps";
    private const string PtpFolder = "/sys/class/ptp";

    /// <summary>Looks at a pulse input.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="pulse">As configured: <c>gpio:18</c>, <c>/dev/pps0</c>, <c>ptp:/dev/ptp0</c>.</param>
    public static Finding Of(Machine machine, string pulse)
    {
        PulseSetting? setting = PulseSetting.Parse(pulse);
        return setting?.Kind switch
        {
            "gpio" or "irq" or "poll" => Gpio(machine, setting.Number),
            "pps" => Finding.Ok(Item, $"the kernel's pulse sources are: {Sources(machine)}"),
            "ptp" => PtpClock(machine, setting),
            "dcd" or "cts" => ModemLine(machine, setting.Device!, setting.Kind.ToUpperInvariant()),
            _ => Device(machine, setting?.Device ?? pulse),
        };
    }

    private static Finding Gpio(Machine machine, int pin)
    {
        IReadOnlyList<string> chips = machine.Entries("/dev", "gpiochip*");
        return chips.Count == 0
                ? Finding.Problem(Item, "this machine has no GPIO chips", "set [receiver] pulse to a /dev/pps device, or use a machine with a GPIO header")
            : OwnerOf(machine, pin) is { } device
                ? Finding.Problem(Item, $"the kernel's pps-gpio has GPIO {pin}, as {device}", $"set [receiver] pulse = {device}, or take dtoverlay=pps-gpio out of config.txt and reboot")
            : !chips.Any(machine.MayUse)
                ? Finding.Problem(Item, $"this user may not use {string.Join(", ", chips)}", "run this as root, or add the user to their group: sudo usermod -aG gpio USER, then log in anew")
            : Finding.Ok(Item, $"GPIO {pin}: chips are there, and pps-gpio does not have the pin");
    }

    private static Finding Device(Machine machine, string device)
    {
        string name = Name(machine, Path.GetFileName(device));
        return !machine.Exists(device)
                ? Finding.Problem(Item, $"there is no {device}; the kernel's pulse sources are: {Sources(machine)}", Missing(machine))
            : name == "ktimer"
                ? Finding.Problem(Item, $"{device} is the kernel's own test timer, not the receiver", $"set [receiver] pulse to another one of: {Sources(machine)}")
            : !machine.MayUse(device)
                ? Finding.Problem(Item, $"this user may not use {device}, which is root's alone", "run this as root, or write a udev rule: SUBSYSTEM==\"pps\", GROUP=\"dialout\", MODE=\"0660\"")
            : Finding.Ok(Item, name.Length > 0 ? $"{device} is there; its driver calls it {name}" : $"{device} is there");
    }

    private static Finding PtpClock(Machine machine, PulseSetting setting)
    {
        string device = setting.Device!;
        string[] clocks = [.. machine.Entries(PtpFolder, "ptp*").Select(path => $"/dev/{Path.GetFileName(path)} ({machine.Read($"{path}/clock_name")?.Trim()})")];
        int? inputs = Count(machine, device, "n_external_timestamps");
        int? pins = Count(machine, device, "n_programmable_pins");
        return !machine.Exists(device)
                ? Finding.Problem(
                    Item,
                    $"there is no PTP clock {device}; there are: {(clocks.Length > 0 ? string.Join(", ", clocks) : "none")}",
                    "set [receiver] pulse = ptp: and the clock of the card that the pulse is wired to; ethtool -T INTERFACE tells its number")
            : inputs <= setting.Number
                ? Finding.Problem(
                    Item,
                    inputs == 0 ? $"{device} cannot stamp pulses" : $"{device} has channels 0 to {inputs - 1}, not {setting.Number}",
                    "set [receiver] pulse to a channel that is there, or to the clock of another card")
            : setting.Pin is int pin && pins <= pin
                ? Finding.Problem(Item, $"{device} has pins 0 to {pins - 1}, not {pin}", $"leave the pin out, or look what they are called: ls {PtpFolder}/{Path.GetFileName(device)}/pins")
            : !machine.MayUse(device)
                ? Finding.Problem(Item, $"this user may not use {device}, which is root's alone", "run this as root, or write a udev rule: SUBSYSTEM==\"ptp\", GROUP=\"dialout\", MODE=\"0660\"")
            : Finding.Ok(Item, $"{device} is there, with {inputs?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of"} inputs for pulses");
    }

    private static int? Count(Machine machine, string device, string what) =>
        int.TryParse(machine.Read($"{PtpFolder}/{Path.GetFileName(device)}/{what}"), CultureInfo.InvariantCulture, out int count) ? count : null;

    private static Finding ModemLine(Machine machine, string port, string line) =>
        !machine.Exists(port)
            ? Finding.Problem(Item, $"there is no {port} whose {line} line could bring the pulse", "set [receiver] pulse to the serial port that the pulse is wired to, or to gpio:PIN")
        : !machine.MayUse(port)
            ? Finding.Problem(Item, $"this user may not use {port}", "run this as root, or add the user to the port's group: sudo usermod -aG dialout USER, then log in anew")
        : Finding.Ok(Item, $"{port} is there; a thread waits for its {line} line, whose stamps are tens of µs late");

    private static string Missing(Machine machine) =>
        RaspberryPi.Of(machine) is not { } pi || BootFiles.Of(machine, pi) is not { } boot ? "load the driver of the pulse source"
        : boot.HasOverlay("pps-gpio") ? "reboot: config.txt loads pps-gpio"
        : $"add dtoverlay=pps-gpio,gpiopin={PinMap.PulseGpio} with the right pin to {boot.Folder}/config.txt and reboot, or set [receiver] pulse = gpio:{PinMap.PulseGpio}";

    /// <summary>The device of the pps-gpio that has a pin: it calls itself <c>pps@12.-1</c>, the pin in hexadecimal.</summary>
    private static string? OwnerOf(Machine machine, int pin)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"pps@{pin:x}.");
        return machine.Entries(PpsFolder, "pps*").Select(Path.GetFileName).Where(pps => Name(machine, pps!).StartsWith(name, StringComparison.Ordinal)).Select(pps => "/dev/" + pps).FirstOrDefault();
    }

    private static string Sources(Machine machine)
    {
        string[] sources = [.. machine.Entries(PpsFolder, "pps*").Select(path => $"/dev/{Path.GetFileName(path)} ({Name(machine, Path.GetFileName(path))})")];
        return sources.Length > 0 ? string.Join(", ", sources) : "none";
    }

    private static string Name(Machine machine, string pps) => machine.Read($"{PpsFolder}/{pps}/name")?.Trim() ?? "";
}
