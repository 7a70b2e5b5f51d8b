using System;

namespace Nts.Fuzz;

/// <summary>A parser did what it must never do.</summary>
/// <param name="rule">What must hold.</param>
internal sealed class BrokenRuleException(string rule) : Exception(rule)
{
    /// <summary>Throws unless the rule holds.</summary>
    public static void Unless(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenRuleException(rule);
        }
    }
}
