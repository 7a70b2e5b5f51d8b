using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>The one list of cells: the tests play it, and docs/interop.md shows it.</summary>
internal static class Cells
{
    /// <summary>Every cell that the peer can play.</summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from role in Enum.GetValues<Role>()
           from peer in Peer.All
           from setup in Enum.GetValues<Setup>()
           where WhyNot(peer, role, setup) is null
           from aead in setup == Setup.WithoutNts ? [null] : peer.Aeads.Select(aead => (int?)aead)
           select new Cell(peer, role, setup, aead),
    ];

    /// <summary>Why there is no such cell, or null when there is.</summary>
    public static string? WhyNot(Peer peer, Role role, Setup setup) => (role, setup) switch
    {
        (Role.Server, Setup.OtherPort) when !peer.Redirects => "the peer's server has one port, 123, and sends no Port record",
        (Role.Server, Setup.OtherHost) when !peer.Redirects => "the peer's server sends no Server record",
        _ => null,
    };
}
