using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Nts.Appliance.Commands;

/// <summary>JSON of what commands print, generated at build time so that trimming loses nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<ScenarioFigures>))]
[JsonSerializable(typeof(RecordOutcome))]
internal sealed partial class CommandJson : JsonSerializerContext;
