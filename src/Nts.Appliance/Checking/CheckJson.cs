using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Nts.Appliance.Checking;

/// <summary>JSON of the findings, generated at build time so that trimming loses nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(List<Finding>))]
internal sealed partial class CheckJson : JsonSerializerContext;
