namespace Nts.Image;

/// <summary>What runs beside each other: each lane keeps one processor busy, and its classes follow one another.</summary>
internal static class Lanes
{
    /// <summary>The image for PCs in QEMU.</summary>
    public const string Pc = "the PC's image";

    /// <summary>The package, the tools, and the Raspberry Pis' image in QEMU.</summary>
    public const string Tools = "package, tools and the Pi's image";
}
