using System;
using Microsoft.Win32.SafeHandles;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>An open file, device or socket; closed exactly once, and not while a call on it is under way.</summary>
/// <remarks>Calls that make one return a C int, which a handle cannot take directly: -1 comes with undefined upper halves.</remarks>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    private FileDescriptor(int descriptor)
        : base(ownsHandle: true)
    {
        LinuxPlatform.Require();
        SetHandle(descriptor);
    }

    /// <summary>Owns what a call returned, or throws what the call left in errno.</summary>
    /// <param name="descriptor">The call's result.</param>
    /// <param name="call">The call and what it was applied to.</param>
    internal static FileDescriptor From(int descriptor, string call)
    {
        SystemCall.ThrowIfFailed(descriptor, call);
        return new(descriptor);
    }

    /// <summary>Opens a device. What is wrong with it, if anything, is in the exception's message.</summary>
    /// <param name="path">The device.</param>
    /// <param name="flags">How to open it; close-on-exec is added.</param>
    /// <param name="hintFor">What to do about an error number, for the person who reads the message.</param>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    internal static FileDescriptor Open(string path, int flags, Func<int, string?> hintFor)
    {
        int descriptor;
        do
        {
            descriptor = Libc.open(path, flags | Libc.O_CLOEXEC);
        }
        while (SystemCall.WasInterrupted(descriptor));

        return descriptor < 0 ? throw SystemCall.Failure($"open {path}", hintFor(SystemCall.Errno)) : new(descriptor);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
