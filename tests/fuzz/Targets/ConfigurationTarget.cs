using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Appliance.Configuration;
using Nts.Configuration;

namespace Nts.Fuzz.Targets;

/// <summary>The configuration file, which a person edits.</summary>
internal sealed class ConfigurationTarget : IFuzzTarget
{
    public string Name => "configuration";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        .. Settings.All.Select(setting => Encoding.UTF8.GetBytes($"[{setting.Section}]\n{setting.Key} = {setting.Default}\n")),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. Settings.All.Select(setting => Encoding.UTF8.GetBytes(setting.Key + " = ")),
        .. Settings.All.Select(setting => Encoding.UTF8.GetBytes(setting.Default)),
        "[::]:1"u8.ToArray(), " ns"u8.ToArray(), "\n"u8.ToArray(), "]"u8.ToArray(), "#"u8.ToArray(), ";"u8.ToArray(), "\""u8.ToArray(), "99999999999999999999"u8.ToArray(), "1e999 s"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        ConfigurationFile file = ConfigurationReader.Read(text);
        (ApplianceConfiguration? configuration, IReadOnlyList<ConfigurationProblem> problems) = (file.Configuration, file.Problems);
        BrokenRuleException.Unless((configuration is null) == (problems.Count > 0), "a file is right, or has problems");
        BrokenRuleException.Unless(problems.All(problem => problem.Line <= 1 + text.Count(c => c == '\n')), "problems name a line of the file");
    }
}
