using System;
using Nts.Client;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>An NTP client with a clock of its own, which nobody steers, on the other end of a simulated network.</summary>
/// <remarks>
/// It is the client that <c>nts</c> is, and the responder that the appliance has: only the clocks and the way between them are simulated.
/// Whether the server is honest shows as a client sees it: its measured offset plus its own true error is within its root distance.
/// </remarks>
internal sealed class NetworkClient : IDisposable
{
    private const ushort Port = 40_000;

    /// <summary>How long a client waits for an answer, s.</summary>
    private const double Patience = 0.4;

    private static readonly ClientAddress Address = ClientAddress.FromOctets([192, 0, 2, 1]);
    private readonly NetworkModel _model;
    private readonly Random _random;
    private readonly NtpBatch _batch = new(1, NtpHeader.Length);
    private readonly NtpResponder _responder;
    private readonly NtpAssociation _association;
    private readonly PosixTime _start;

    public NetworkClient(NetworkModel model, PosixTime start, int seed)
    {
        _model = model;
        _start = start;
        _random = Streams.Of(seed, Streams.Network);
        RandomBytes bytes = new(_random);
        _responder = new NtpResponder(KeyRing.Create(1, bytes), bytes);
        Log2Seconds poll = Log2Seconds.RoundUp(NtpDuration.FromSeconds(model.Poll));
        _association = new NtpAssociation(new() { UsesNts = false, MinPoll = poll, MaxPoll = poll, Burst = 1 }, bytes, default);
    }

    /// <summary>What the client made of it so far.</summary>
    public ClientResult Result { get; } = new();

    /// <summary>Lets a second pass at the client.</summary>
    /// <param name="server">The served clock; what is asked now reaches it now.</param>
    /// <param name="state">What the server says of it.</param>
    public void Second(SimulatedClock server, ClockState state)
    {
        double now = (server.TrueTime - _start).TotalSeconds;
        if (_association.Next(Monotonic(now), out _) is AssociationStep.Poll)
        {
            Ask(now, server, state);
        }

        AssociationStatus status = _association.Describe(Monotonic(now));
        if (status is { Best: { } best, RootDistance: { } distance })
        {
            Result.Sample(best.Offset.TotalSeconds + Error(now), distance.TotalSeconds);
        }
    }

    public void Dispose() => _association.Dispose();

    private void Ask(double now, SimulatedClock server, ClockState state)
    {
        double there = _model.Delay + _model.Asymmetry + (_model.Jitter * _random.NextExponential());
        double back = _model.Delay + (_model.Jitter * _random.NextExponential());
        bool isLost = _random.NextDouble() < _model.Loss || _random.NextDouble() < _model.Loss;
        _association.TryBeginPoll(Monotonic(now - there), out ReadOnlyMemory<byte> request);
        if (isLost || there + back > Patience)
        {
            return;
        }

        _batch.Begin(1, server.Monotonic);
        request.Span.CopyTo(_batch.RequestRoom(0));
        _batch.Arrival(0) = new() { Length = request.Length, From = Address, FromPort = Port, ReceivedAt = server.Now() };
        _responder.Respond(_batch, 0, state, server);
        ReadOnlySpan<byte> reply = _batch.ReplyRoom(0)[.._batch.Result(0).Length];
        ExchangeStatus status = _association.Accept(reply, Local(now - there), Local(now + back), Monotonic(now + back), out _);
        Result.Answers += status is ExchangeStatus.Accepted ? 1 : 0;
    }

    /// <summary>The client's clock minus true time.</summary>
    private double Error(double now) => _model.ClientError + (_model.ClientFrequencyError * now);

    private PosixTime Local(double now) => _start + NtpDuration.FromSeconds(now + Error(now));

    private MonotonicTime Monotonic(double now) => MonotonicTime.FromNanoseconds((long)(now * (1 + _model.ClientFrequencyError) * 1e9));

    private sealed class RandomBytes(Random random) : IRandomSource
    {
        public void Fill(Span<byte> destination) => random.NextBytes(destination);
    }
}
