using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>The one list of cells: the tests run it and docs/interop.md shows it.</summary>
internal static class Cells
{
    /// <summary>Every cell of peers that can play it.</summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from peer in Peer.All
           from role in Enum.GetValues<Role>()
           from setup in Enum.GetValues<Setup>()
           where role == Role.Client || peer.Redirects || setup is Setup.Plain or Setup.IPv6
           from aead in peer.Aeads
           select new Cell(peer, role, aead, setup),
    ];
}
