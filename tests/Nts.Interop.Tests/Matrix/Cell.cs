using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A cell of the matrix: one peer in one role with one algorithm in one set-up.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Role">What it is to ours.</param>
/// <param name="Setup">How the client is led to NTP.</param>
/// <param name="Aead">The algorithm; null without NTS.</param>
internal sealed record Cell(Peer Peer, Role Role, Setup Setup, int? Aead)
{
    /// <summary>The name of its test.</summary>
    public override string ToString() => $"{Peer} as {(Role == Role.Client ? "client" : "server")}, {Setup}{(Aead is int aead ? $", AEAD {aead}" : "")}";
}
