using System.Text.Json.Serialization;

namespace Nts.Appliance.Status;

/// <summary>JSON of the published state, generated at build time so that trimming loses nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class StatusJson : JsonSerializerContext;
