using System;
using System.Collections.Generic;

namespace Nts.Fuzz;

/// <summary>A parser of bytes that come from outside, with what must hold whatever the bytes are.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line and of its corpus.</summary>
    string Name { get; }

    /// <summary>Octets of the longest input worth trying.</summary>
    int MaxLength { get; }

    /// <summary>Inputs that mean something, to start with.</summary>
    IEnumerable<byte[]> Seeds { get; }

    /// <summary>Byte strings that mean something.</summary>
    IReadOnlyList<byte[]> Dictionary { get; }

    /// <summary>Feeds one input; throws when the parser does, or when something does not hold that must.</summary>
    void Run(ReadOnlySpan<byte> input);
}
