namespace Nts.Interop.Harness;

/// <summary>An appliance with symmetric keys that answers an address twice a second after eight answers in a row, and one address not at all.</summary>
public sealed class StrictAppliance : LockedAppliance
{
    /// <summary>The address whose clients are not answered.</summary>
    internal const string Denied = "127.0.0.66";

    /// <summary>The keys, in chrony's format.</summary>
    internal string KeyFile { get; private set; } = "";

    private protected override string Ntp(TempDirectory directory)
    {
        KeyFile = directory.Write("keys", """
            1 MD5 ASCII:an-old-md5-key
            2 SHA1 ASCII:an-old-sha1-key
            3 SHA256 HEX:303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f
            4 SHA384 HEX:303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f
            5 SHA512 HEX:303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f
            6 AES128 HEX:000102030405060708090a0b0c0d0e0f

            """);
        return $"""
            symmetric-keys = {KeyFile}
            deny = {Denied}
            rate-limit = interval -1 burst 8 leak 3 kod 1
            """;
    }
}
