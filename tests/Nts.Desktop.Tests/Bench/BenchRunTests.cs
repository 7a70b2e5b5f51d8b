using System.Linq;
using System.Net;

namespace Nts.Desktop.Bench;

public sealed class BenchRunTests
{
    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.9.8.7", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("127.0.0.1 ::1", false, true)]
    [InlineData("192.0.2.1", false, false)]
    [InlineData("127.0.0.1 192.0.2.1", false, false)]
    [InlineData("192.0.2.1 ::1", false, false)]
    [InlineData("::ffff:192.0.2.1", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("", false, false)]
    [InlineData("192.0.2.1", true, true)]
    [InlineData("", true, false)]
    public void MayLoad_AddressesOfAHost_OnlyThisMachineUnlessOwned(string addresses, bool isOwned, bool expected) =>
        Assert.Equal(expected, BenchRun.MayLoad([.. addresses.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)], isOwned));
}
