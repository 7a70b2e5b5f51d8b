using System;
using System.Linq;

namespace Nts.Ntp;

public sealed class RespondReasonNamesTests
{
    [Fact]
    public void ShortName_EveryReason_IsDistinctAndFitForACounter()
    {
        string[] names = [.. Enum.GetValues<RespondReason>().Select(reason => reason.ShortName())];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
    }
}
