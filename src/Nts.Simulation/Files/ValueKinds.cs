using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation.Files;

/// <summary>The kinds of values that scenario files have.</summary>
internal static class ValueKinds
{
    /// <summary>The longest simulation, s.</summary>
    private const double MostSeconds = 1e8;

    /// <summary>A time in seconds, of either sign.</summary>
    public static ValueKind<double> Time { get; } = new("a time with its unit, such as '300 ns', '1.5 us', '20 ms', '90 s', '30 min', '24 h' or '1 d'", Quantity.Time.TryRead, Quantity.OfTime);

    /// <summary>A time that is not negative.</summary>
    public static ValueKind<double> Length { get; } = Time.Where(static value => value >= 0, ", and not negative");

    /// <summary>A time above zero.</summary>
    public static ValueKind<double> Span { get; } = Time.Where(static value => value > 0, ", and above zero");

    /// <summary>A moment or a length in whole seconds.</summary>
    public static ValueKind<long> WholeSeconds { get; } =
        Time.Where(static value => value is >= 0 and <= MostSeconds && value == Math.Floor(value), ", in whole seconds, and not above 1e8 s")
            .As(static value => (long)value, static value => (double)value);

    /// <summary>A moment in whole seconds, or never, which is −1.</summary>
    public static ValueKind<long> WholeSecondsOrNever { get; } = new(
        "'never', or " + WholeSeconds.Expected,
        static (text, out value) =>
        {
            long moment = -1;
            bool isValue = text == "never" || WholeSeconds.Read(text, seconds => moment = seconds) is null;
            value = moment;
            return isValue;
        },
        static value => value < 0 ? "never" : WholeSeconds.Write(value));

    /// <summary>A relative frequency.</summary>
    public static ValueKind<double> Ratio { get; } = new("a frequency such as '20 ppm', '-5 ppb' or '1e-9'", Quantity.Ratio.TryRead, Quantity.OfRatio);

    /// <summary>A relative frequency that is not negative.</summary>
    public static ValueKind<double> Size { get; } = Ratio.Where(static value => value is >= 0 and < 0.1, ", not negative and below 0.1");

    /// <summary>A probability.</summary>
    public static ValueKind<double> Chance { get; } =
        new ValueKind<double>("a share such as '2 %' or '0.02'", Quantity.Share.TryRead, Quantity.OfShare).Where(static value => value is >= 0 and <= 1, ", from 0 to 1");

    /// <summary>A bare number.</summary>
    public static ValueKind<double> Number { get; } = new("a number", Quantity.Number.TryRead, Quantity.OfNumber);

    /// <summary>What a leap second does.</summary>
    public static ValueKind<int> Change { get; } =
        Number.Where(static value => value is 1 or -1 or 0, ": +1, -1 or 0").As(static value => (int)value, static value => (double)value);

    /// <summary>A month by its number.</summary>
    public static ValueKind<int> Month { get; } =
        Number.Where(static value => value is >= 1 and <= 12 && value % 1 == 0, ": 1 to 12").As(static value => (int)value, static value => (double)value);

    /// <summary>A bare number that is not negative.</summary>
    public static ValueKind<double> Amount { get; } = Number.Where(static value => value >= 0, ", and not negative");

    /// <summary>Yes or no.</summary>
    public static ValueKind<bool> YesNo { get; } = new(
        "'yes' or 'no'",
        (text, out value) =>
        {
            value = text == "yes";
            return text is "yes" or "no";
        },
        static value => value ? "yes" : "no");

    /// <summary>When the clock may be stepped.</summary>
    public static ValueKind<StepPermission> Steps { get; } = new(
        "'until-first-lock', 'while-unsynchronized' or 'never'",
        (text, out value) =>
        {
            value = text switch
            {
                "never" => StepPermission.Never,
                "while-unsynchronized" => StepPermission.WhileUnsynchronized,
                _ => StepPermission.UntilFirstLock,
            };
            return value is not StepPermission.UntilFirstLock || text == "until-first-lock";
        },
        static value => value switch
        {
            StepPermission.Never => "never",
            StepPermission.WhileUnsynchronized => "while-unsynchronized",
            _ => "until-first-lock",
        });

    /// <summary>A text that is not empty.</summary>
    public static ValueKind<string> Text { get; } = new(
        "a text",
        (text, out value) =>
        {
            value = text;
            return text.Length > 0;
        },
        static value => value);

    /// <summary>A duration of the discipline.</summary>
    public static ValueKind<NtpDuration> Duration { get; } = Length.As(NtpDuration.FromSeconds, static value => value.TotalSeconds);

    /// <summary>A frequency of the discipline.</summary>
    public static ValueKind<FrequencyOffset> Frequency { get; } = Size.As(FrequencyOffset.FromRatio, static value => value.Ratio);

    /// <summary>Seeds.</summary>
    public static ValueKind<IReadOnlyList<int>> Seeds { get; } = new(
        "seeds such as '1-5' or '1, 3, 7-9'", SeedList.TryParse, static seeds => string.Join(", ", seeds));

    /// <summary>Stretches of time.</summary>
    public static ValueKind<IReadOnlyList<Stretch>> Stretches { get; } = new(
        "stretches such as '1 h to 70 min, 2 h to 3 h'",
        (text, out value) => TryReadList(text, StretchText.TryRead, out value),
        static stretches => string.Join(", ", stretches.Select(StretchText.Write)));

    /// <summary>Faults of the receiver.</summary>
    public static ValueKind<IReadOnlyList<ReceiverFault>> Faults { get; } = new(
        "faults such as '1 h to 64 min: label +1' or '1 h to 64 min: late -1 ms'",
        (text, out value) => TryReadList(text, FaultText.TryRead, out value),
        static faults => string.Join(", ", faults.Select(FaultText.Write)));

    /// <summary>States of the lock, in their order.</summary>
    public static ValueKind<IReadOnlyList<LockState>> States { get; } = new(
        "states such as 'coarse, acquiring, locked'; there are " + string.Join(", ", Enum.GetNames<LockState>()).ToLowerInvariant(),
        (text, out value) => TryReadList(text, TryReadState, out value),
        Words);

    /// <summary>States in the words of a scenario file.</summary>
    public static string Words(IReadOnlyList<LockState> states) => string.Join(", ", states).ToLowerInvariant();

    private static bool TryReadState(string text, out LockState state) =>
        Enum.TryParse(text, ignoreCase: true, out state) && Enum.GetNames<LockState>().Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool TryReadList<T>(string text, ValueKind<T>.Reader read, out IReadOnlyList<T> list)
    {
        List<T> items = [];
        list = items;
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!read(item, out T value))
            {
                return false;
            }

            items.Add(value);
        }

        return items.Count > 0;
    }
}
