using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux;

public sealed class LinuxPlatformTests
{
    [Theory]
    [InlineData(true, Architecture.X64, true)]
    [InlineData(true, Architecture.Arm64, true)]
    [InlineData(true, Architecture.X86, false)]
    [InlineData(true, Architecture.Arm, false)]
    [InlineData(false, Architecture.X64, false)]
    [InlineData(false, Architecture.Arm64, false)]
    public void IsSupported_Machine_OnlySixtyFourBitLinux(bool isLinux, Architecture architecture, bool expected) =>
        Assert.Equal(expected, LinuxPlatform.IsSupported(isLinux, architecture));
}
