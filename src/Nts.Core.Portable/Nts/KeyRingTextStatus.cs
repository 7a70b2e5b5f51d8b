namespace Nts.Nts;

/// <summary>What is wrong with the text of a key ring.</summary>
public enum KeyRingTextStatus
{
    /// <summary>Nothing.</summary>
    Ok = 0,

    /// <summary>The first line is not the version line that this code knows.</summary>
    Version,

    /// <summary>A line does not end with a line feed, so the text may be cut off.</summary>
    Unterminated,

    /// <summary>The second line is not the age in whole seconds.</summary>
    Age,

    /// <summary>A line is not role, id and key with one space between.</summary>
    Layout,

    /// <summary>A role is unknown or out of order: next, current, then previous.</summary>
    Role,

    /// <summary>A key id is not eight hexadecimal digits.</summary>
    KeyId,

    /// <summary>Two keys have one id.</summary>
    KeyIdRepeated,

    /// <summary>A key is not 64 hexadecimal digits.</summary>
    Key,

    /// <summary>More previous keys than <see cref="KeyRing.MaxPreviousKeys"/>.</summary>
    TooManyKeys,

    /// <summary>The text ends before the current key, or before the line that says so.</summary>
    Incomplete,

    /// <summary>Something follows the end.</summary>
    AfterEnd,
}
