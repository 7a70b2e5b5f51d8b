using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Finds the baud rate by listening, finds out what the receiver is, and sets it up; again when it has forgotten it.</summary>
/// <remarks>
/// Pure: it is told what the decoder understood and what time it is, and asked what to do with the port. One command is under way at a time.
/// </remarks>
/// <param name="options">Which receiver, and what may be done with it.</param>
/// <param name="counters">The decoder's, which says whether a frame was good.</param>
internal sealed class ReceiverSetup(ReceiverOptions options, GnssCounters counters)
{
    private const int Attempts = 2;
    private const int DeafAfter = 3;

    /// <summary>Without a good frame for so long, the receiver has gone, or talks at another rate.</summary>
    private static readonly NtpDuration Patience = NtpDuration.FromSeconds(5);

    /// <summary>An answer may stand behind a second's messages in the receiver's buffer.</summary>
    private static readonly NtpDuration AnswerTime = NtpDuration.FromMilliseconds(1_500);

    private readonly Queue<PortAction> _actions = new();
    private readonly List<SetupCommand> _done = [];
    private readonly SetupWitness _witness = new(counters);
    private IEnumerator<SetupCommand>? _script;
    private SetupCommand? _command;
    private SetupLine? _line;
    private ReceiverIdentity? _identity;
    private RateChange? _rateChange;
    private int _attempt;
    private int _goodAtRate;
    private long _goodFrames;
    private long _messagesBefore;
    private bool _isRaiseRefused;
    private bool _isUsb;
    private MonotonicTime _since;
    private MonotonicTime _lastGood;

    /// <summary>The open port; null while none is.</summary>
    public string? Port { get; private set; }

    /// <summary>The rate at which is listened.</summary>
    public int BaudRate { get; private set; }

    /// <summary>The search for the baud rate; null when it is known.</summary>
    public BaudSearch? Search { get; private set; }

    /// <summary>Where the receiver was heard; null while it is not.</summary>
    public ReceiverPlace? Place { get; private set; }

    /// <summary>Where a receiver was heard last, in this run or an earlier one; null when it never was.</summary>
    public ReceiverPlace? LastPlace { get; private set; } = options.FoundBefore;

    /// <summary>Commands are under way.</summary>
    public bool IsAtWork => _script is not null;

    /// <summary>The command under way, for people.</summary>
    public string CommandName => _command?.Name ?? "";

    /// <summary>What became of the commands; null before, and when none may be sent.</summary>
    public SetupReport? Report { get; private set; }

    /// <summary>It obeys nothing and refuses nothing. What it is it may have said unasked.</summary>
    private bool IsDeaf => _done.Count >= DeafAfter && !_done.Exists(c => c.Answer is SetupAnswer.Accepted || (c.Answer is SetupAnswer.Refused && c.BaudRate is null));

    /// <summary>The rate to open a port at.</summary>
    public int FirstBaudRate(string path) => options.BaudRate ?? new BaudSearch(FirstRates(path), default).BaudRate;

    /// <summary>A port was opened, at <see cref="FirstBaudRate"/>.</summary>
    /// <param name="path">The port.</param>
    /// <param name="isUsb">The receiver itself is a USB device.</param>
    /// <param name="now">The present moment.</param>
    public void OnPortOpened(string path, bool isUsb, MonotonicTime now)
    {
        Port = path;
        _isUsb = isUsb;
        _isRaiseRefused = false;
        Listen(now);
    }

    /// <summary>The port is closed.</summary>
    public void OnPortClosed()
    {
        Port = null;
        Place = null;
        Report = null;
        Abandon();
        _actions.Clear();
    }

    /// <summary>Bytes came, and went through the decoder.</summary>
    public void OnBytes(int count, MonotonicTime now)
    {
        long good = GoodFrames();
        if (good > _goodFrames)
        {
            _goodFrames = good;
            _lastGood = now;
            _goodAtRate++;
            OnGoodFrame(now);
        }
        else if (Place is null)
        {
            Search?.OnBytes(count, now);
        }

        Tick(now);
    }

    /// <summary>The receiver said what it is, asked or not.</summary>
    public void OnIdentity(ReceiverIdentity identity)
    {
        if (identity.Maker is not ReceiverMaker.Unknown)
        {
            _identity = identity;
            if (_command is { Identifies: true } question)
            {
                question.Answer = SetupAnswer.Accepted;
            }
        }
    }

    /// <summary>The receiver answered a command.</summary>
    public void OnCommand(in CommandReport report)
    {
        if (_command is { Answer: SetupAnswer.Pending } command && command.Acknowledged == report.Command && (!report.IsAccepted || command.Configuration is null))
        {
            command.Answer = report.IsAccepted ? SetupAnswer.Accepted : SetupAnswer.Refused;
        }
    }

    /// <summary>The receiver told a part of its configuration.</summary>
    public void OnConfiguration(byte message, ReadOnlySpan<byte> payload)
    {
        if (_command is { Answer: SetupAnswer.Pending } command && command.Configuration == message)
        {
            command.Told = payload.ToArray();
            command.Answer = SetupAnswer.Accepted;
        }
    }

    /// <summary>Looks at what is overdue. From the thread that reads the port alone.</summary>
    public void Tick(MonotonicTime now)
    {
        if (Port is null)
        {
            return;
        }

        if (Place is null)
        {
            TickSearch(now);
        }
        else if (_script is not null)
        {
            TickCommand(now);
        }
        else
        {
            TickWatch(now);
        }
    }

    /// <summary>What to do with the port now.</summary>
    public bool TryTake(out PortAction action)
    {
        bool taken = _actions.TryDequeue(out action);
        if (action.BaudRate is int rate)
        {
            // From here on a good frame proves the new rate.
            BaudRate = rate;
            _goodAtRate = 0;
            _goodFrames = GoodFrames();
        }

        return taken;
    }

    private IEnumerable<int> FirstRates(string path) => LastPlace is { } last && last.Port == path ? [last.BaudRate] : [];

    private void Listen(MonotonicTime now)
    {
        IEnumerable<int> first = Place is null ? FirstRates(Port!) : [BaudRate];
        Place = null;
        Report = null;
        _identity = null;
        Abandon();
        _goodAtRate = 0;
        _goodFrames = GoodFrames();
        Search = options.BaudRate is null ? new BaudSearch(first, now) : null;
        BaudRate = Search?.BaudRate ?? options.BaudRate!.Value;
    }

    private void TickSearch(MonotonicTime now)
    {
        if (Search is null || _actions.Count > 0 || !Search.IsOver(now))
        {
            return;
        }

        // A line that is silent at two rates is silent at all.
        if (options.Port is null && (Search.IsSilent ? Search.Number == 2 : Search.Number == Search.Count))
        {
            _actions.Enqueue(new PortAction(Leave: true));
            return;
        }

        Search.Next(now);
        _actions.Enqueue(new PortAction(BaudRate: Search.BaudRate));

        // One that only speaks when asked is asked, but not in the first round: at a wrong rate the question is noise to it.
        if (Search.Rounds > 0 && Search.IsSilent && options.IsConfigured)
        {
            _actions.Enqueue(new PortAction(Write: SetupScript.Questions().First().Bytes));
        }
    }

    private void OnGoodFrame(MonotonicTime now)
    {
        if (Place is not null)
        {
            return;
        }

        LastPlace = Place = new ReceiverPlace(Port!, BaudRate);
        Search = null;
        _witness.Reset();
        if (options.IsConfigured)
        {
            Begin(now);
        }
    }

    /// <summary>From the first question on.</summary>
    private void Begin(MonotonicTime now)
    {
        _done.Clear();
        _identity = null;
        _line = new SetupLine(_isUsb, BaudRate, mayChange: options.BaudRate is null && !_isRaiseRefused);
        _script = Conversation().GetEnumerator();
        Advance(now);
    }

    private IEnumerable<SetupCommand> Conversation()
    {
        foreach (SetupCommand question in SetupScript.Questions())
        {
            if (_identity is null)
            {
                yield return question;
            }
        }

        if (_identity is { Maker: ReceiverMaker.Ublox, Protocol: null })
        {
            // Its start-up text came before the answer, and does not tell the protocol; the very old never tell.
            yield return SetupScript.Questions().First();
        }

        if (_identity is { } identity)
        {
            foreach (SetupCommand command in SetupScript.For(identity, _line!))
            {
                yield return command;
            }
        }
    }

    private void Advance(MonotonicTime now)
    {
        if (!IsDeaf && _script!.MoveNext())
        {
            _command = _script.Current;
            _attempt = 0;
            Send(now);
            return;
        }

        Report = SetupReport.Of(_done, isLeftAsItIs: _identity is null || IsDeaf);
        _witness.Watch(_done, now);
        Abandon();
    }

    private void Send(MonotonicTime now)
    {
        _attempt++;
        _since = now;
        _rateChange = _command!.BaudRate is int rate ? new RateChange(_line!.BaudRate, rate, now) : null;
        _messagesBefore = counters.Messages(_command.Enables);
        _actions.Enqueue(new PortAction(Write: _command.Bytes));
    }

    private void TickCommand(MonotonicTime now)
    {
        SetupCommand command = _command!;
        if (_rateChange is { } change)
        {
            TickRateChange(change, command, now);
            return;
        }

        if (command.Acknowledged is null && command.Enables is not MessageKind.Other && counters.Messages(command.Enables) > _messagesBefore)
        {
            command.Answer = SetupAnswer.Accepted;
        }

        if (command.Answer is not SetupAnswer.Pending)
        {
            Finish(command, now);
        }
        else if (now - _since >= (command.Acknowledged is null && !command.IsQuestion ? RateChange.ProofTime : AnswerTime))
        {
            RepeatOr(SetupAnswer.Unanswered, command, now);
        }
    }

    private void TickRateChange(RateChange change, SetupCommand command, MonotonicTime now)
    {
        if (_actions.Count > 0)
        {
            return;
        }

        if (change.Tick(now, _goodAtRate > 0) is int rate)
        {
            _actions.Enqueue(new PortAction(BaudRate: rate));
        }
        else if (change.Answer is SetupAnswer.Accepted)
        {
            _line!.BaudRate = BaudRate;
            LastPlace = Place = new ReceiverPlace(Port!, BaudRate);
            command.Answer = SetupAnswer.Accepted;
            Finish(command, now);
        }
        else if (change.Answer is SetupAnswer.Refused)
        {
            _isRaiseRefused = _attempt == Attempts;
            RepeatOr(SetupAnswer.Refused, command, now);
        }
        else if (change.Answer is SetupAnswer.Unanswered)
        {
            _isRaiseRefused = true;
            Listen(now);
        }
    }

    private void RepeatOr(SetupAnswer answer, SetupCommand command, MonotonicTime now)
    {
        if (_attempt < Attempts)
        {
            Send(now);
            return;
        }

        command.Answer = answer;
        Finish(command, now);
    }

    private void Finish(SetupCommand command, MonotonicTime now)
    {
        // Who answers one question only is of one make only.
        if (!command.Identifies)
        {
            _done.Add(command);
        }

        Advance(now);
    }

    private void TickWatch(MonotonicTime now)
    {
        if (now - _lastGood > Patience)
        {
            Listen(now);
        }
        else if (_witness.IsForgotten(now))
        {
            Begin(now);
        }
    }

    private void Abandon()
    {
        _script = null;
        _command = null;
    }

    private long GoodFrames() =>
        counters.Frames(GnssVerdict.Nmea) + counters.Frames(GnssVerdict.Ubx) + counters.Frames(GnssVerdict.Rtcm3)
        + counters.Frames(GnssVerdict.Sirf) + counters.Frames(GnssVerdict.Tsip) + counters.Frames(GnssVerdict.Oncore);
}
