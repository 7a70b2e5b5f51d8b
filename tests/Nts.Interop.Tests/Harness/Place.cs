namespace Nts.Interop.Harness;

/// <summary>A network that a program runs in, and the address that a server there listens on.</summary>
/// <param name="Namespace">The network namespace; null for the machine's own network.</param>
/// <param name="Address">The address of its servers.</param>
internal sealed record Place(string? Namespace, string Address)
{
    /// <summary>The machine's own loopback: needs no privilege.</summary>
    public static Place Loopback { get; } = new(null, "127.0.0.1");
}
