using System;

namespace Nts.Drivers.Linux;

/// <summary>That it wakes is shown where a clock may be set, in tests/vm.</summary>
public sealed class ClockSetNoticeTests
{
    [Fact]
    public void Wait_NobodySetsTheClock_TimesOut()
    {
        using ClockSetNotice notice = new();
        Assert.False(notice.Wait(TimeSpan.FromMilliseconds(20)));
    }
}
