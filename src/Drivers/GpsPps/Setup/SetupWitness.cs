using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A message that the setup switched on: while it comes, the receiver has not forgotten what it was told.</summary>
/// <param name="counters">The decoder's, which says what comes.</param>
internal sealed class SetupWitness(GnssCounters counters)
{
    /// <summary>Without it for so long while others come, the receiver has forgotten it.</summary>
    private static readonly NtpDuration Forgotten = NtpDuration.FromSeconds(10);

    /// <summary>From one setup to the next after the receiver forgot the first; a receiver that never obeys is not talked to for ever.</summary>
    private static readonly NtpDuration ShortestRest = NtpDuration.FromSeconds(30);
    private static readonly NtpDuration LongestRest = NtpDuration.FromSeconds(3_600);

    private MessageKind _message;
    private long _count;
    private MonotonicTime _lastSeen;
    private MonotonicTime _restUntil;
    private NtpDuration _rest = ShortestRest;

    /// <summary>The receiver was found anew.</summary>
    public void Reset()
    {
        _message = MessageKind.Other;
        _rest = ShortestRest;
    }

    /// <summary>The setup is over.</summary>
    public void Watch(IEnumerable<SetupCommand> commands, MonotonicTime now)
    {
        _message = commands.FirstOrDefault(c => c.Answer is SetupAnswer.Accepted && c.Enables is not MessageKind.Other)?.Enables ?? MessageKind.Other;
        _count = counters.Messages(_message);
        _lastSeen = now;
        _restUntil = now + _rest;
        _rest = _rest + _rest < LongestRest ? _rest + _rest : LongestRest;
    }

    /// <summary>Whether the receiver must be told again.</summary>
    public bool IsForgotten(MonotonicTime now)
    {
        long count = counters.Messages(_message);
        if (_message is MessageKind.Other || count != _count)
        {
            _count = count;
            _lastSeen = now;
        }

        return now - _lastSeen > Forgotten && now >= _restUntil;
    }
}
