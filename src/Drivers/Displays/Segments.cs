using System;

namespace Nts.Drivers.Displays;

/// <summary>The segments of a digit, in the order in which the HT16K33's backpacks are wired.</summary>
/// <remarks>
/// <code>
///  AAA
/// F   B
///  GGG
/// E   C
///  DDD  Dot
/// </code>
/// </remarks>
[Flags]
internal enum Segments : byte
{
    None = 0,
    A = 1,
    B = 2,
    C = 4,
    D = 8,
    E = 16,
    F = 32,
    G = 64,
    Dot = 128,
}
