using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Recordings;

/// <summary>What one must know to read a recording. No host name, no user, no address.</summary>
internal static class RecordingFacts
{
    private const string Model = "/proc/device-tree/model";
    private const string Kernel = "/proc/sys/kernel/osrelease";

    /// <summary>Notes them at the start of a recording.</summary>
    public static void Note(IReceiverTap tap, ReceiverOptions receiver)
    {
        MonotonicTime now = MonotonicClock.Now();
        foreach (string fact in Of(receiver))
        {
            tap.OnNote(now, fact);
        }
    }

    private static IEnumerable<string> Of(ReceiverOptions receiver) =>
    [
        $"program: nts-appliance {typeof(RecordingFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}",
        $"kernel: {Line(Kernel) ?? "unknown"}",
        $"model: {Line(Model) ?? "unknown"}",
        $"port: {receiver.Port}",
        $"baud: {receiver.BaudRate}",
        $"pulse: {receiver.Pulse?.Description ?? "none"}",
        $"cable delay: {receiver.Pairing.CableDelay}",
        $"system clock: {new SystemClock().Now()}",
        .. receiver.Simulation is { } simulation ? [simulation] : Array.Empty<string>(),
    ];

    private static string? Line(string path) => File.Exists(path) ? File.ReadAllText(path).TrimEnd('\0', '\n') : null;
}
