using System.IO;

namespace Nts.Vm;

/// <summary>A line of the kernel's gpio-sim, from the side of the world outside: what pulls it.</summary>
internal sealed class SimulatedLine(string file)
{
    /// <summary>Raises the line; returns when the kernel has taken it.</summary>
    public void Raise() => File.WriteAllText(file, "pull-up");

    /// <summary>Lets the line fall.</summary>
    public void Fall() => File.WriteAllText(file, "pull-down");
}
