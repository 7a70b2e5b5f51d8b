namespace Nts.Ntp;

/// <summary>Why a text is not a list of symmetric keys.</summary>
public enum SymmetricKeyTextStatus
{
    /// <summary>It is one.</summary>
    Ok = 0,

    /// <summary>A line is not identifier, type and key with white space between.</summary>
    Layout,

    /// <summary>An identifier is not a number from 1 to 4294967295.</summary>
    Id,

    /// <summary>An identifier stands in another line already.</summary>
    IdRepeated,

    /// <summary>A type is unknown.</summary>
    Type,

    /// <summary>What follows <c>HEX:</c> is not pairs of hexadecimal digits.</summary>
    Hex,

    /// <summary>An AES key does not have 16 octets.</summary>
    AesLength,

    /// <summary>A key is shorter than <see cref="SymmetricKey.MinLength"/> octets.</summary>
    TooShort,

    /// <summary>A key is longer than <see cref="SymmetricKey.MaxLength"/> octets.</summary>
    TooLong,

    /// <summary>There are more than <see cref="SymmetricKeyText.MaxKeys"/> keys.</summary>
    TooMany,
}
