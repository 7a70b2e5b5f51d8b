namespace Nts.Appliance.Alarms;

/// <summary>How an alarm's matter stands at one moment.</summary>
/// <param name="Level">0 when all is well, otherwise the number of the <see cref="AlarmLevel"/>, counted from 1.</param>
/// <param name="Text">The same in plain words.</param>
internal readonly record struct Standing(int Level, string Text);
