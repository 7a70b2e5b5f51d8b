namespace Nts.Appliance.Alarms;

/// <summary>One of the ways in which an alarm's matter can be bad.</summary>
/// <param name="Begins">The event when it becomes so.</param>
/// <param name="Ends">The event when all is well after it.</param>
/// <param name="Severity">How much the first matters; the second is always good to know.</param>
/// <param name="Meaning">When it is so, for the documentation.</param>
internal sealed record AlarmLevel(string Begins, string Ends, Severity Severity, string Meaning);
