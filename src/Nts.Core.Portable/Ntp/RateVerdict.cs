namespace Nts.Ntp;

/// <summary>What the rate of an address allows.</summary>
internal enum RateVerdict
{
    /// <summary>An answer.</summary>
    Answer = 0,

    /// <summary>No answer but the advice to slow down.</summary>
    Kiss,

    /// <summary>Nothing.</summary>
    Drop,
}
