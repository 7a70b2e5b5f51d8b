using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A cell of the matrix: one peer in one role with one algorithm in one set-up.</summary>
internal sealed record Cell(Peer Peer, Role Role, int Aead, Setup Setup)
{
    /// <summary>The name of its test.</summary>
    public override string ToString() => $"{Peer} as {(Role == Role.Client ? "client" : "server")}, AEAD {Aead}, {Setup}";
}
