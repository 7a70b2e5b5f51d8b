using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Client;

/// <summary>An association, the server's own responder, and a clock for both that the script moves.</summary>
/// <remarks>
/// Events: <c>keys</c>, <c>doubtful</c> (keys that are wrong, with right ones as alternative) and <c>nokeys</c> end a key establishment, which must be due; <c>ok</c>, <c>lost</c>, <c>nak</c>, <c>nak+ok</c>,
/// <c>foreign</c> (a NAK for another request), <c>unsync</c>, <c>RATE</c>, <c>DENY</c>, <c>RSTR</c> and <c>XXXX</c> (authentic
/// kisses), <c>forged:RATE</c> and the like (kisses without authenticator) are polls, which must be due; <c>rotate</c> makes every cookie stale;
/// <c>skip:N</c> lets N seconds pass; <c>announced</c> is an answer that announces an inserted second.
/// </remarks>
internal sealed class AssociationScene : IDisposable
{
    private static readonly NtpDuration OneWay = NtpDuration.FromMilliseconds(5);
    private readonly Seeded _random = Seeded.Fixed(8915);
    private readonly KeyRing _ring;
    private readonly NtpResponder _responder;
    private readonly ManualClock _clock = new();
    private readonly HashSet<string> _cookiesSeen = [];

    public AssociationScene(AssociationOptions? options = null)
    {
        Options = options ?? new AssociationOptions();
        _ring = KeyRing.Create(1, _random);
        _responder = new(_ring, _random);
        Association = new(Options, _random, Now);
    }

    public AssociationOptions Options { get; }

    public NtpAssociation Association { get; }

    /// <summary>How far the server is ahead.</summary>
    public NtpDuration Ahead { get; set; } = NtpDuration.FromMilliseconds(250);

    /// <summary>What the client's clock reads.</summary>
    public PosixTime Time
    {
        get => _clock.Time;
        set => _clock.Time = value;
    }

    public MonotonicTime Now { get; private set; } = MonotonicTime.FromNanoseconds(5_000_000_000);

    public AssociationStatus Status => Association.Describe(Now);

    /// <summary>Seconds until something is due, and what.</summary>
    public (AssociationStep Step, double Seconds) Next()
    {
        AssociationStep step = Association.Next(Now, out MonotonicTime due);
        if (step != AssociationStep.Wait)
        {
            return (step, 0);
        }

        return (Association.Next(due, out _), (due - Now).TotalSeconds);
    }

    public void Play(string script)
    {
        foreach (string step in script.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Do(step);
        }
    }

    public void Dispose() => Association.Dispose();

    private void Do(string step)
    {
        string[] parts = step.Split(':');
        switch (parts[0])
        {
            case "keys" or "nokeys" or "doubtful":
                WaitFor(AssociationStep.EstablishKeys);
                Association.BeginKeyEstablishment(Now);
                Assert.NotEqual(AssociationStep.EstablishKeys, Association.Next(Now, out _));
                EndKeyEstablishment(parts[0]);
                break;
            case "rotate":
                _ring.Rotate(_random);
                _ring.Rotate(_random);
                break;
            case "skip":
                Advance(NtpDuration.FromSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture)));
                break;
            default:
                WaitFor(AssociationStep.Poll);
                if (Association.TryBeginPoll(Now, out ReadOnlyMemory<byte> request))
                {
                    Deliver(parts, request.ToArray());
                }

                break;
        }
    }

    private void WaitFor(AssociationStep wanted)
    {
        for (int i = 0; i < 10; i++)
        {
            AssociationStep step = Association.Next(Now, out MonotonicTime due);
            if (step == wanted)
            {
                return;
            }

            // A poll that the script does not speak of is a lost one, and such a key establishment fails.
            if (step == AssociationStep.Poll)
            {
                Association.TryBeginPoll(Now, out _);
            }
            else if (step == AssociationStep.EstablishKeys)
            {
                Association.BeginKeyEstablishment(Now);
                Association.FailKeyEstablishment();
            }
            else
            {
                Assert.Equal(AssociationStep.Wait, step);
                Assert.True(due > Now, $"{wanted} is not due, and nothing else");
                Advance(due - Now);
            }
        }

        Assert.Fail($"{wanted} does not become due.");
    }

    private void EndKeyEstablishment(string how)
    {
        if (how == "nokeys")
        {
            Association.FailKeyEstablishment();
            return;
        }

        byte[] keys = new byte[64];
        _random.Fill(keys);
        bool isDoubtful = how == "doubtful";
        NtsSession session = new(AeadAlgorithm.AesSivCmac256, isDoubtful ? new byte[32] : keys.AsSpan(0, 32), isDoubtful ? new byte[32] : keys.AsSpan(32));
        if (isDoubtful)
        {
            session.KeepAlternativeKeys(keys.AsSpan(0, 32), keys.AsSpan(32));
        }

        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        for (int i = 0; i < NtsSession.MaxCookies; i++)
        {
            Cookie.Seal(_ring.Snapshot, AeadAlgorithm.AesSivCmac256, keys.AsSpan(0, 32), keys.AsSpan(32), _random, cookie);
            session.TryAddCookie(cookie);
        }

        Association.EndKeyEstablishment(session, Now);
    }

    private void Deliver(string[] what, byte[] request)
    {
        NoteCookie(request);
        PosixTime sentAt = _clock.Now();
        Advance(OneWay);
        byte[] reply = Answer(what[^1], request);
        Advance(OneWay);
        foreach (byte[] datagram in what[0] switch
        {
            "lost" => [],
            "nak" => new[] { Kiss(reply, "NTSN") },
            "nak+ok" => [Kiss(reply, "NTSN"), reply],
            "foreign" => [Foreign(Kiss(reply, "NTSN"))],
            "forged" => [Kiss(reply, what[1])],
            _ => [reply],
        })
        {
            Association.Accept(datagram, sentAt, _clock.Now(), Now, out _);
        }
    }

    private byte[] Answer(string what, byte[] request)
    {
        bool isKiss = what.Length == 4 && what.All(char.IsAsciiLetterUpper);
        ClockState state = Scene.Locked with
        {
            Leap = what == "unsync" ? LeapIndicator.Unsynchronized : what == "announced" ? LeapIndicator.InsertSecond : LeapIndicator.None,
            Stratum = isKiss ? Stratum.Kiss : Stratum.Primary,
            ReferenceId = isKiss ? ReferenceId.FromAscii(what) : ReferenceId.Gps,
            ReferenceTime = _clock.Now(),
        };
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        ManualClock clock = new() { Time = _clock.Now() + Ahead };

        // Not at the same instant: the low bits that mark a receive timestamp would put it behind the transmit timestamp.
        NtpRequest asked = new() { Datagram = request, ReceivedAt = clock.Time - NtpDuration.FromNanoseconds(2) };
        RespondResult result = _responder.Respond(asked, state, clock, reply);
        return reply[..result.Length];
    }

    /// <summary>The start of a reply without its authenticator, as anybody on the path can make it.</summary>
    private byte[] Kiss(byte[] reply, string code)
    {
        byte[] kiss = reply[..(NtpHeader.Length + (Options.UsesNts ? 36 : 0))];
        kiss[1] = 0;
        code.Select(c => (byte)c).ToArray().CopyTo(kiss, 12);
        return kiss;
    }

    private static byte[] Foreign(byte[] nak)
    {
        nak[60] ^= 1;
        return nak;
    }

    private void NoteCookie(byte[] request)
    {
        if (Options.UsesNts)
        {
            Assert.True(_cookiesSeen.Add(Hex.Text(request.AsSpan(88, 100))), "a cookie was sent twice");
        }
    }

    private void Advance(NtpDuration by)
    {
        Now += by;
        _clock.Advance(by);
    }
}
