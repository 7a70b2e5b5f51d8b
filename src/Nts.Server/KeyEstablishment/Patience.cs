using System;
using System.Threading;

namespace Nts.Server.KeyEstablishment;

/// <summary>How long a client is waited for: for all of its visit, and from one of its bytes to the next.</summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _idle;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    /// <summary>Patience that begins now.</summary>
    /// <param name="total">For all of the visit.</param>
    /// <param name="idle">For one silence.</param>
    /// <param name="time">Runs both.</param>
    /// <param name="stop">Ends it at once.</param>
    public Patience(TimeSpan total, TimeSpan idle, TimeProvider time, CancellationToken stop)
    {
        _idle = idle;
        _total = new(total, time);
        _silence = new(idle, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_total.Token, _silence.Token, stop);
    }

    /// <summary>Cancelled when the patience is at its end.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether it was a silence that ended it.</summary>
    public bool IsSilent => _silence.IsCancellationRequested && !_total.IsCancellationRequested;

    /// <summary>The client was heard: the silence begins anew.</summary>
    public void Heard() => _silence.CancelAfter(_idle);

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
        _total.Dispose();
    }
}
