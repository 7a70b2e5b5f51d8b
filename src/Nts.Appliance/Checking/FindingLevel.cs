using System.Text.Json.Serialization;

namespace Nts.Appliance.Checking;

/// <summary>How much a finding matters.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Good to know; nothing has to be done.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Stands in the way.</summary>
    [JsonStringEnumMemberName("problem")]
    Problem,
}
