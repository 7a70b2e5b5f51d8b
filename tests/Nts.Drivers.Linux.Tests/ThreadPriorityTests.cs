using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Nts.Drivers.Linux;

/// <summary>What the kernel says of a thread that asked to go before others, or after them.</summary>
public class ThreadPriorityTests
{
    // Fields of proc_pid_stat(5), counted from the third, which is the first behind the name.
    private const int Nice = 19 - 3;
    private const int RealTime = 40 - 3;

    private readonly int _before = OnItsOwnThread(() => { }, Nice);

    [Fact]
    public void GoLate_Anybody_IsNicer() => Assert.Equal(_before > 5 && !Environment.IsPrivilegedProcess ? _before : 5, OnItsOwnThread(ThreadNiceness.GoLate, Nice));

    [Fact]
    public void GoLate_OneThread_LeavesTheOthers()
    {
        _ = OnItsOwnThread(ThreadNiceness.GoLate, Nice);
        Assert.Equal(_before, OnItsOwnThread(() => { }, Nice));
    }

    [Fact]
    public void GoEarly_AsRootOrNot_GoesFirstOrIsLeftAlone()
    {
        // An rlimit may allow it to others, too.
        int after = OnItsOwnThread(ThreadNiceness.GoEarly, Nice);
        Assert.True(after == -10 || (after == _before && !Environment.IsPrivilegedProcess), $"{_before} became {after}");
    }

    [Fact]
    public void TryTake_RealTime_SaysWhatTheKernelDid()
    {
        bool taken = false;
        int priority = OnItsOwnThread(() => taken = RealTimePriority.TryTake(), RealTime);
        Assert.Equal(taken ? 40 : 0, priority);
        Assert.True(taken || !Environment.IsPrivilegedProcess);
    }

    private static int OnItsOwnThread(Action act, int field)
    {
        int value = int.MinValue;
        Thread thread = new(() =>
        {
            act();
            string stat = File.ReadAllText("/proc/thread-self/stat");
            value = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[field], CultureInfo.InvariantCulture);
        });
        thread.Start();
        thread.Join();
        return value;
    }
}
