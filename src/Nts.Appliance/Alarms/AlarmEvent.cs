namespace Nts.Appliance.Alarms;

/// <summary>A change that an owner should hear of, once.</summary>
/// <param name="Alarm">Which alarm it belongs to.</param>
/// <param name="Name">What happened, in one word with hyphens.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="ClockState">The clock's state meanwhile; <c>unknown</c> without a timekeeper.</param>
/// <param name="Text">The same in plain words, on one line.</param>
internal sealed record AlarmEvent(string Alarm, string Name, Severity Severity, string ClockState, string Text);
