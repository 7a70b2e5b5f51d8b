using System;
using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Bench;

/// <summary>A request from its octets to those of the answer, without a socket.</summary>
public class ResponderBenchmarks
{
    private const int PreviousKeys = 7;
    private const int Many = 16;

    private readonly NtpBatch _one = new(1);
    private readonly NtpBatch _many = new(Many);
    private readonly ManualClock _clock = new();
    private readonly ClockState _state = new() { Leap = LeapIndicator.None, Stratum = Stratum.Primary, ReferenceId = ReferenceId.FromAscii("GPS") };
    private byte[] _request = [];
    private NtpResponder? _responder;

    public static IEnumerable<Kind> Kinds =>
    [
        new(null, 0),
        new(AeadAlgorithm.AesSivCmac256, 1), new(AeadAlgorithm.AesSivCmac256, 8), new(AeadAlgorithm.AesSivCmac512, 1),
        new(AeadAlgorithm.Aes128GcmSiv, 1), new(AeadAlgorithm.Aes128GcmSiv, 8),
    ];

    [ParamsSource(nameof(Kinds))]
    public Kind Request { get; set; } = new(null, 0);

    [GlobalSetup]
    public void Prepare()
    {
        KeyRing ring = KeyRing.Create(PreviousKeys, SystemRandom.Instance);
        _responder = new NtpResponder(ring, SystemRandom.Instance) { Interleaved = new InterleavedTimes() };
        _request = Request.Aead is { } algorithm ? NtsRequests.Create(ring, algorithm, Request.Cookies) : NtpExchange.CreatePlain(SystemRandom.Instance).Request.ToArray();
    }

    /// <summary>A lone request.</summary>
    [Benchmark]
    public int One() => Respond(_one);

    /// <summary>One of sixteen that came together.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public int OfSixteen() => Respond(_many);

    private int Respond(NtpBatch batch)
    {
        batch.Begin(batch.Capacity, default);
        for (int i = 0; i < batch.Count; i++)
        {
            _request.CopyTo(batch.RequestRoom(i));
            batch.Arrival(i) = new() { Length = _request.Length, ReceivedAt = _clock.Now() };
        }

        for (int next = 0; next < batch.Count;)
        {
            next = _responder!.Respond(batch, next, _state, _clock);
        }

        RespondResult last = batch.Result(batch.Count - 1);
        return last.Length == _request.Length ? last.Length : throw new InvalidOperationException($"{last.Reason}");
    }
}
