using System;
using System.IO;
using System.Linq;

namespace Nts.Appliance.Configuration;

/// <summary>Where the configuration file is.</summary>
internal static class ConfigurationPlace
{
    /// <summary>On the boot partition, which every computer can write to: for who puts a card into a Raspberry Pi.</summary>
    public const string OfBootPartition = "/boot/firmware/nts-appliance.conf";

    /// <summary>Where programs have theirs.</summary>
    public const string OfSystem = "/etc/nts-appliance.conf";

    /// <summary>The file that is given, else that of the boot partition, else that of the system; null when there is none.</summary>
    public static string? Find(string? given) => Find(given, File.Exists);

    internal static string? Find(string? given, Func<string, bool> exists) =>
        given ?? new[] { OfBootPartition, OfSystem }.FirstOrDefault(exists);
}
