namespace Nts.Drivers.Linux;

public sealed class DeviceAccessTests
{
    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("/dev/there-is-none", false)]
    public void IsAllowed_Device_IsWhetherItCanBeOpened(string path, bool allowed) => Assert.Equal(allowed, DeviceAccess.IsAllowed(path));
}
