using System;

namespace Nts.Drivers.Linux;

/// <summary>A bus to one chip, on which the first byte of each write says where or what the others are.</summary>
public interface IRegisterBus : IDisposable
{
    /// <summary>The most bytes that a write may have behind the first.</summary>
    const int LongestBlock = 32;

    /// <summary>Writes once, without anybody else in between.</summary>
    /// <param name="first">A register, an address within the chip, or a command.</param>
    /// <param name="rest">What belongs to it, up to <see cref="LongestBlock"/> bytes.</param>
    /// <exception cref="LinuxException">The chip did not answer, or the device is gone.</exception>
    void Write(byte first, ReadOnlySpan<byte> rest);
}
