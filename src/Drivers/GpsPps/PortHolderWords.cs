using System.Globalization;
using Nts.Drivers.Linux;

namespace Nts.Drivers.GpsPps;

/// <summary>Who else has a port, and how to get it back.</summary>
public static class PortHolderWords
{
    /// <summary>The holder and the way to get it away.</summary>
    /// <param name="holder">Who has the port.</param>
    /// <param name="port">The port, as in the configuration.</param>
    public static Explanation Explain(this PortHolder holder, string port) => holder switch
    {
        { ProcessId: null } => new(
            $"{port} is also used by the kernel's console",
            "take the console=... of this port out of /boot/firmware/cmdline.txt, keep console=tty1, and reboot"),
        { IsTerminalOf: true } => new(
            string.Create(CultureInfo.InvariantCulture, $"{port} is also used by a login shell ({holder.Name}, process {holder.ProcessId})"),
            "sudo raspi-config, Interface Options, Serial Port: no login shell, port hardware enabled; elsewhere sudo systemctl disable --now serial-getty@PORT"),
        { Name: "gpsd" } => new(
            string.Create(CultureInfo.InvariantCulture, $"{port} is also used by gpsd (process {holder.ProcessId})"),
            "sudo systemctl disable --now gpsd.socket gpsd"),
        _ => new(
            string.Create(CultureInfo.InvariantCulture, $"{port} is also used by {holder.Name} (process {holder.ProcessId})"),
            $"stop {holder.Name}"),
    };
}
