using System;
using System.CommandLine;
using System.Globalization;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Appliance.Commands;

/// <summary>What the commands that take a capture are told of it.</summary>
internal sealed class CaptureArguments
{
    private const string PulseDelayName = "--pulse-delay";

    private readonly Option<int?> _baud = new("--baud") { Description = "For a capture of bytes alone: the baud rate at which they arrive; by default the lowest that carries them in time." };

    private readonly Option<string> _delay = new(PulseDelayName)
    {
        Description = "For a capture of bytes alone: from a pulse to the first byte of its second, such as 120ms.",
        DefaultValueFactory = _ => "120ms",
    };

    /// <summary>Adds them to a command.</summary>
    public CaptureArguments(Command command)
    {
        command.Add(_baud);
        command.Add(_delay);
        _baud.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 300 or > 4_000_000)
            {
                result.AddError("no line has this baud rate: write 9600 or 115200");
            }
        });
        _delay.Validators.Add(result =>
        {
            if (Milliseconds(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no delay of 0 to 2 s: write 120ms");
            }
        });
    }

    /// <summary>What was given.</summary>
    public CaptureOptions Of(ParseResult result) => new()
    {
        BaudRate = result.GetValue(_baud),
        PulseDelay = NtpDuration.FromMilliseconds(Milliseconds(result.GetValue(_delay))!.Value),
    };

    private static int? Milliseconds(string? text) =>
        text is not null && text.EndsWith("ms", StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 2000 ? number : null;
}
