using System;

namespace Nts.Appliance.Configuration;

/// <summary>One key that the configuration file knows.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Key">Its name.</param>
/// <param name="Default">The default as one would write it.</param>
/// <param name="Description">What it does, in one sentence for the documentation.</param>
/// <param name="Apply">Puts a value into the configuration; returns what is wrong with it, or null.</param>
internal sealed record Setting(string Section, string Key, string Default, string Description, Func<ApplianceConfiguration, string, string?> Apply);
