using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Appliance.Checking;

/// <summary>What a Raspberry Pi's <c>config.txt</c> and <c>cmdline.txt</c> ask of the next boot.</summary>
internal sealed class BootFiles
{
    private const string MainFile = "config.txt";
    private const string Include = "include ";

    private static readonly string[] Folders = ["/boot/firmware", "/boot"];

    private readonly List<string> _lines;

    private BootFiles(string folder, List<string> lines, string commandLineFile, string commandLine)
    {
        Folder = folder;
        CommandLineFile = commandLineFile;
        _lines = lines;
        Consoles = [.. commandLine.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("console=", StringComparison.Ordinal)).Select(word => word["console=".Length..].Split(',')[0])];
    }

    /// <summary>Where they lie: <c>/boot/firmware</c>, before Debian 12 <c>/boot</c>.</summary>
    public string Folder { get; }

    /// <summary>The file in it with the kernel's command line: <c>cmdline.txt</c>; where there are slots, that of the one that starts.</summary>
    public string CommandLineFile { get; }

    /// <summary>Devices that the kernel writes its messages to: <c>serial0</c>, <c>tty1</c>.</summary>
    public IReadOnlyList<string> Consoles { get; }

    /// <summary>Reads them; null when there is no config.txt.</summary>
    public static BootFiles? Of(Machine machine, RaspberryPi pi)
    {
        string? folder = Folders.FirstOrDefault(folder => machine.Exists($"{folder}/{MainFile}"));
        if (folder is null)
        {
            return null;
        }

        List<string> lines = [.. InForce(machine, folder, MainFile, pi)];
        string commandLineFile = Last(lines, "os_prefix=", "") + Last(lines, "cmdline=", "cmdline.txt");
        return new(folder, lines, commandLineFile, machine.Read($"{folder}/{commandLineFile}") ?? "");
    }

    /// <summary>Whether a setting has a value: <c>enable_uart=1</c>.</summary>
    public bool Has(string setting) => _lines.Contains(setting);

    /// <summary>Whether an overlay is loaded, with whatever parameters.</summary>
    public bool HasOverlay(string name) => _lines.Any(line => line == "dtoverlay=" + name || line.StartsWith($"dtoverlay={name},", StringComparison.Ordinal));

    /// <summary>Whether a switch of the base device tree is on: <c>dtparam=uart0=on</c>, or without a value.</summary>
    public bool HasParameter(string name) => _lines.Where(line => line.StartsWith("dtparam=", StringComparison.Ordinal))
        .SelectMany(line => line["dtparam=".Length..].Split(','))
        .Any(word => word == name || word == name + "=on" || word == name + "=1");

    private static string Last(List<string> lines, string setting, string otherwise) =>
        lines.FindLast(line => line.StartsWith(setting, StringComparison.Ordinal))?[setting.Length..] ?? otherwise;

    /// <summary>The lines that count for this model: those before any filter, below [all], and below the model's own; of included files, too.</summary>
    private static IEnumerable<string> InForce(Machine machine, string folder, string file, RaspberryPi pi)
    {
        bool counts = true;
        foreach (string raw in (machine.Read($"{folder}/{file}") ?? "").Split('\n'))
        {
            string line = raw.Split('#')[0].Trim();
            if (line.StartsWith('['))
            {
                counts = Matches(line.Trim('[', ']'), pi);
            }
            else if (counts && line.StartsWith(Include, StringComparison.Ordinal))
            {
                // One level, so that a file which includes itself has an end.
                foreach (string inner in file == MainFile ? InForce(machine, folder, line[Include.Length..].Trim(), pi) : [])
                {
                    yield return inner;
                }
            }
            else if (counts && line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static bool Matches(string filter, RaspberryPi pi)
    {
        bool isModule = pi.Model.Contains("Compute Module", StringComparison.Ordinal);
        return filter switch
        {
            "all" => true,
            "pi5" => pi.Generation is PiGeneration.Five,
            "pi4" => pi.Generation is PiGeneration.Four,
            "pi500" => pi.Model.Contains("500", StringComparison.Ordinal),
            "pi400" => pi.Model.Contains("400", StringComparison.Ordinal),
            "cm5" => pi.Generation is PiGeneration.Five && isModule,
            "cm4" => pi.Generation is PiGeneration.Four && isModule,
            "pi3" => pi.Model.Contains("Pi 3", StringComparison.Ordinal),
            "pi2" => pi.Model.Contains("Pi 2", StringComparison.Ordinal),
            "pi0" or "pi0w" or "pi02" => pi.Model.Contains("Zero", StringComparison.Ordinal),
            _ => false,
        };
    }
}
