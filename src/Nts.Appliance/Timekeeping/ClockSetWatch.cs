using System;
using System.Threading;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Timekeeping;

/// <summary>A thread that tells the keeper at once when somebody sets the machine's clock, rather than at its next look.</summary>
internal sealed class ClockSetWatch : IDisposable
{
    private static readonly TimeSpan LookAtStop = TimeSpan.FromMilliseconds(500);

    private readonly ClockSetNotice _notice = new();
    private readonly Thread _thread;
    private volatile bool _isStopped;

    public ClockSetWatch(ClockKeeper keeper)
    {
        _thread = new Thread(() => Watch(keeper)) { Name = "clock set", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
        _notice.Dispose();
    }

    private void Watch(ClockKeeper keeper)
    {
        while (!_isStopped)
        {
            if (_notice.Wait(LookAtStop))
            {
                keeper.OnClockSet();
            }
        }
    }
}
