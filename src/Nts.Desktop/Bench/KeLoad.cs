using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nts.KeyEstablishment;
using Nts.Server.Hosting;

namespace Nts.Desktop.Bench;

/// <summary>A load of key establishments, each over a connection of its own; one thread runs them all.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="server">Who is asked.</param>
/// <param name="tls">Whom to trust; its context is made once.</param>
internal sealed class KeLoad(BenchOptions options, IPEndPoint server, ITlsClient tls) : ILoad
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Open loop: so many at once, and then departures are late.</summary>
    private const int MostInFlight = 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    private readonly double _interval = options.Rate is double rate ? NanosecondsPerSecond / rate : 0;
    private readonly int _places = options.Rate is null ? options.InFlight : MostInFlight;
    private readonly Dictionary<nint, KeVisit> _visits = [];

    /// <summary>In the order of their beginnings; those that are over stay until they are at the head.</summary>
    private readonly Queue<KeVisit> _byAge = [];
    private LoadResult _result = new();
    private long _start;
    private long _departures;
    private bool _isMeasuring;

    /// <summary>What takes longer is lost.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public LoadResult Run(CancellationToken stop)
    {
        using SocketWatch watch = SocketWatch.Create();
        KeVisitResources shared = new(watch, options.Aeads ?? AeadNegotiation.DefaultOffer);
        Until((long)options.WarmUp.TotalNanoseconds, shared, stop);
        _isMeasuring = true;
        _result = new();
        double cpu = CpuSeconds();
        Until((long)options.Duration.TotalNanoseconds, shared, stop);
        _result.Seconds = (Now() - _start) / NanosecondsPerSecond;
        _result.CpuSeconds = CpuSeconds() - cpu;
        while (_visits.Count > 0)
        {
            _ = Attend(shared, LongestWait);
        }

        return _result;
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static long Now() => TimeProvider.System.GetElapsedTime(0).Ticks * TimeSpan.NanosecondsPerTick;

    private void Until(long length, KeVisitResources shared, CancellationToken stop)
    {
        (_start, _departures) = (Now(), 0);
        long most = _isMeasuring ? options.Count ?? long.MaxValue : long.MaxValue;
        long now;
        while ((now = Now()) < _start + length && !stop.IsCancellationRequested && _result.Sent < most)
        {
            while (_visits.Count < _places && _result.Sent < most && (_interval == 0 || now >= Departure()))
            {
                Begin(shared, now);
                now = Now();
            }

            // In whole milliseconds, and none for what is nearer: rounded up, every departure would be late.
            double milliseconds = Math.Floor((Departure() - now) / 1e6);
            long idle = Attend(shared, _interval == 0 || milliseconds > LongestWait.TotalMilliseconds ? LongestWait : TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)));
            _result.IdleSeconds += idle / NanosecondsPerSecond;
        }
    }

    private long Departure() => _start + (long)(_departures * _interval);

    private void Begin(KeVisitResources shared, long now)
    {
        if (_interval > 0 && _isMeasuring)
        {
            _result.Slip.Add(now - Departure());
        }

        _departures++;
        _result.Sent++;
        Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        KeVisit visit = new(shared, socket, tls.Connect(options.Host), now, _isMeasuring);
        _visits.Add(visit.Handle, visit);
        _byAge.Enqueue(visit);
        visit.Connect(server);
    }

    /// <summary>Waits, lets visits go on, and ends those that are over or take too long.</summary>
    /// <returns>How long nothing was to be done.</returns>
    private long Attend(KeVisitResources shared, TimeSpan wait)
    {
        Span<nint> ready = stackalloc nint[SocketWatch.MaxReady];
        long before = Now();
        int count = shared.Watch.Wait(ready, wait);
        long now = Now();
        foreach (nint handle in ready[..count])
        {
            if (_visits.TryGetValue(handle, out KeVisit? visit) && visit.OnReady(out string? failure))
            {
                End(visit, failure);
            }
        }

        while (_byAge.TryPeek(out KeVisit? oldest) && (oldest.IsOver || now - oldest.StartedAt > Patience.TotalNanoseconds))
        {
            _byAge.Dequeue();
            if (!oldest.IsOver)
            {
                Forget(oldest);
            }
        }

        return now - before;
    }

    private void End(KeVisit visit, string? failure)
    {
        Forget(visit);
        if (!visit.IsMeasured)
        {
            return;
        }

        if (failure is null)
        {
            _result.Received++;
            _result.RoundTrip.Add(Now() - visit.StartedAt);
        }
        else
        {
            _result.AddInvalid(failure);
        }
    }

    private void Forget(KeVisit visit)
    {
        _visits.Remove(visit.Handle);
        visit.Dispose();
    }
}
