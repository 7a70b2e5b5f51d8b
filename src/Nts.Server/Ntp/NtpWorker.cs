using System;
using System.Net;
using System.Threading;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>One socket with its thread: takes a batch, answers it, counts the reasons, sends. No lock, no allocation, no async.</summary>
internal sealed class NtpWorker
{
    private static readonly int Reasons = Enum.GetValues<RespondReason>().Length;

    private readonly INtpSocket _socket;
    private readonly NtpResponder _responder;
    private readonly PublishedClockState _state;
    private readonly IClock _clock;
    private readonly int? _processor;
    private readonly Action? _afterBatch;
    private readonly Thread _thread;

    // Written by the thread alone; readers may be a batch behind.
    private readonly long[] _counts = new long[Reasons];
    private long _refusedReplies;
    private long _interleavedReplies;
    private long _rounds;
    private volatile bool _isStopping;

    /// <summary>A worker whose thread is not started yet.</summary>
    /// <param name="socket">The socket; owned from now on.</param>
    /// <param name="local">Where it listens.</param>
    /// <param name="responder">The thread's own responder.</param>
    /// <param name="state">What to say of the clock.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="clients">Who asks most; null for no list.</param>
    /// <param name="processor">The processor that the thread stays on; null leaves it to the system.</param>
    /// <param name="afterBatch">Called after each batch by the thread.</param>
    internal NtpWorker(
        INtpSocket socket, IPEndPoint local, NtpResponder responder, PublishedClockState state, IClock clock, ClientTable? clients, int? processor, Action? afterBatch)
    {
        LocalEndPoint = local;
        _socket = socket;
        _responder = responder;
        _state = state;
        _clock = clock;
        Clients = clients;
        _processor = processor;
        _afterBatch = afterBatch;
        _thread = new Thread(Run) { Name = $"ntp {local}", IsBackground = true };
    }

    internal IPEndPoint LocalEndPoint { get; }

    internal ClientTable? Clients { get; }

    internal long RefusedReplies => Volatile.Read(ref _refusedReplies);

    internal long InterleavedReplies => Volatile.Read(ref _interleavedReplies);

    /// <summary>How often it has waited for requests and dealt with those that came.</summary>
    internal long Rounds => Volatile.Read(ref _rounds);

    internal long Count(RespondReason reason) => Volatile.Read(ref _counts[(int)reason]);

    /// <summary>Follows another policy from the next requests on.</summary>
    internal void Use(ServicePolicy policy, IRandomSource random) => _responder.Use(policy, random);

    internal void Start() => _thread.Start();

    /// <summary>Makes the thread leave after its batch.</summary>
    internal void BeginStop() => _isStopping = true;

    /// <summary>Waits for the thread, if it was started, and closes the socket.</summary>
    internal void EndStop()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _thread.Join();
        }

        _socket.Dispose();
    }

    /// <summary>Waits a while for a batch and answers it.</summary>
    /// <returns>Datagrams of the batch; 0 when none came in time.</returns>
    internal int Step()
    {
        int count = _socket.Receive();
        if (count > 0)
        {
            Answer();
        }

        // Without a request too: a stamp may come after the send.
        NoteTransmitTimes();
        if (count > 0)
        {
            _afterBatch?.Invoke();
        }

        return count;
    }

    private void Run()
    {
        if (OperatingSystem.IsLinux())
        {
            // Otherwise whoever has slept longer than a thread that answers all the time goes first, for milliseconds.
            ThreadNiceness.GoEarly();
            if (_processor is int processor)
            {
                // If the system refuses, the thread runs wherever it is put, a little slower.
                _ = ProcessorAffinity.TryPin(processor);
            }

            Privileges.DropAll();
        }

        while (!_isStopping)
        {
            _ = Step();
            _rounds++;
        }
    }

    private void Answer()
    {
        ClockState state = _state.Current;
        NtpBatch batch = _socket.Batch;
        for (int start = 0; start < batch.Count;)
        {
            int end = _responder.Respond(batch, start, state, _clock);
            Count(batch, start, end);
            _refusedReplies += _socket.Send(start, end);
            CountClients(batch, start, end);
            start = end;
        }
    }

    /// <summary>After the replies have left: no client waits for it.</summary>
    private void CountClients(NtpBatch batch, int start, int end)
    {
        for (int i = start; Clients is not null && i < end; i++)
        {
            Clients.Count(batch.Arrival(i).From, batch.Result(i), batch.TakenAt);
        }
    }

    private void Count(NtpBatch batch, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            ref RespondResult result = ref batch.Result(i);
            _counts[(int)result.Reason]++;
            _interleavedReplies += result.IsInterleaved ? 1 : 0;
        }
    }

    private void NoteTransmitTimes()
    {
        while (_socket.TryReadTransmitTime(out NtpTimestamp receive, out PosixTime sentAt))
        {
            _responder.Interleaved?.Complete(receive, NtpTimestamp.FromPosix(_clock.FromKernelTime(sentAt)));
        }
    }
}
