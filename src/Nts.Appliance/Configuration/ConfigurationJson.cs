using System.Collections.Generic;
using System.Text.Json.Serialization;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>What <c>nts-appliance check-config --json</c> prints.</summary>
/// <param name="File">The file; null when there was none, so that the defaults hold.</param>
/// <param name="IsGood">Whether a timekeeper would start with it.</param>
/// <param name="Problems">What is wrong with it, and with the permissions of the secrets that it names; line 0 is about no line.</param>
/// <param name="Settings">What the file sets, as <c>section/key</c>.</param>
internal sealed record ConfigurationVerdict(string? File, bool IsGood, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyDictionary<string, string> Settings);

/// <summary>JSON of it, generated at build time so that trimming loses nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ConfigurationVerdict))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
