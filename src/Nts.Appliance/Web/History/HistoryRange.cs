namespace Nts.Appliance.Web.History;

/// <summary>How far back a chart looks.</summary>
internal enum HistoryRange
{
    /// <summary>An hour of seconds.</summary>
    Hour = 0,

    /// <summary>A day of minutes.</summary>
    Day,

    /// <summary>A week of ten minutes.</summary>
    Week,
}
