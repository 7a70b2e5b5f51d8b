using System;
using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux;

/// <summary>The machines whose kernel structures this room knows.</summary>
public static class LinuxPlatform
{
    /// <summary>Refuses every machine but 64-bit x86 and Arm: elsewhere the kernel's structures are laid out differently.</summary>
    /// <exception cref="PlatformNotSupportedException">Another machine or system.</exception>
    public static void Require()
    {
        if (!IsSupported(OperatingSystem.IsLinux(), RuntimeInformation.ProcessArchitecture))
        {
            throw new PlatformNotSupportedException(
                $"This program needs 64-bit Linux on x86-64 or arm64; this is {RuntimeInformation.OSDescription} on {RuntimeInformation.ProcessArchitecture}.");
        }
    }

    internal static bool IsSupported(bool isLinux, Architecture architecture) => isLinux && architecture is Architecture.X64 or Architecture.Arm64;
}
