using System;

namespace Nts.Drivers.Linux.Interop;

/// <summary>The C type that a struct repeats. A test gives every one of them to a C compiler, field by field.</summary>
/// <param name="name">The type as C spells it: <c>struct timex</c>.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class CStructAttribute(string name) : Attribute
{
    /// <summary>The type as C spells it.</summary>
    internal string Name { get; } = name;
}
