using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>A system call that failed where the program cannot go on: a device that cannot be opened, a permission that is missing.</summary>
public sealed class LinuxException : IOException
{
    /// <summary>A failed call.</summary>
    /// <param name="call">The call and what it was applied to: <c>open /dev/pps0</c>.</param>
    /// <param name="errno">The kernel's error number.</param>
    /// <param name="hint">What to do about it, for the person who reads the message.</param>
    public LinuxException(string call, int errno, string? hint = null)
        : base(Describe(call, errno, hint))
    {
        Call = call;
        Errno = errno;
    }

    /// <summary>The call that failed and what it was applied to.</summary>
    public string Call { get; }

    /// <summary>The kernel's error number (errno(3)).</summary>
    public int Errno { get; }

    /// <summary>There is no such device, or nothing behind its file.</summary>
    public bool IsMissing => Errno is Libc.ENOENT or Libc.ENODEV or Libc.ENXIO;

    /// <summary>No permission.</summary>
    public bool IsForbidden => Errno is Libc.EACCES or Libc.EPERM;

    /// <summary>Somebody else has it.</summary>
    public bool IsBusy => Errno is Libc.EBUSY;

    private static string Describe(string call, int errno, string? hint) =>
        string.Create(CultureInfo.InvariantCulture, $"{call}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}){(hint is null ? "" : "; " + hint)}");
}
