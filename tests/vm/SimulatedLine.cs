using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Nts.Vm;

/// <summary>A line of the kernel's gpio-sim, from the side of the world outside: what pulls it.</summary>
internal sealed class SimulatedLine(string file)
{
    // It stays open: opening takes longer than all the rest, and not always equally long.
    private readonly SafeFileHandle _pull = File.OpenHandle(file, FileMode.Open, FileAccess.Write);

    /// <summary>Raises the line; returns when the kernel has taken it.</summary>
    public void Raise() => RandomAccess.Write(_pull, "pull-up"u8, 0);

    /// <summary>Lets the line fall.</summary>
    public void Fall() => RandomAccess.Write(_pull, "pull-down"u8, 0);
}
