namespace Nts.Interop.Matrix;

/// <summary>What the peer is to ours.</summary>
internal enum Role
{
    /// <summary>It asks our server.</summary>
    Client,

    /// <summary>It answers our client.</summary>
    Server,
}
