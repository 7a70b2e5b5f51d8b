using System;

namespace Nts.Configuration;

/// <summary>One key that a file knows.</summary>
/// <typeparam name="T">What the file's values are put into.</typeparam>
/// <param name="Section">Its section, lower case.</param>
/// <param name="Key">Its name, lower case.</param>
/// <param name="Default">The default as one would write it.</param>
/// <param name="Description">What it does, in one sentence for the documentation.</param>
/// <param name="Apply">Puts a value into its place; returns what it must be if it is wrong, or null.</param>
public sealed record Setting<T>(string Section, string Key, string Default, string Description, Func<T, string, string?> Apply)
{
    /// <summary>Whether a running program takes a changed value over when it is told to read the file again; else it must be started anew.</summary>
    public bool AppliesOnReload { get; init; }
}
