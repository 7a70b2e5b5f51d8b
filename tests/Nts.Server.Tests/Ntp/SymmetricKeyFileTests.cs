using System;
using System.IO;
using Nts.Server.Hosting;

namespace Nts.Server.Ntp;

public sealed class SymmetricKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nts-keys-").FullName;
    private readonly StringWriter _output = new();
    private readonly SymmetricKeyFile _file;

    public SymmetricKeyFileTests() => _file = new SymmetricKeyFile(Path, new EventLog(_output, TimeProvider.System, journal: true));

    private string Path => System.IO.Path.Combine(_folder, "keys");

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Refresh_FileChanges_PutsItsKeysInForceAndSaysSoOnce()
    {
        File.WriteAllText(Path, "1 SHA1 ten-octets-\n");
        _file.Refresh();
        _file.Refresh();
        Assert.NotNull(_file.Keys.Find(1));
        File.WriteAllText(Path, "2 SHA1 ten-octets-\n");
        _file.Refresh();
        Assert.Null(_file.Keys.Find(1));
        Assert.NotNull(_file.Keys.Find(2));
        Assert.Equal([$"<5>symmetric keys: 1 from {Path}", $"<5>symmetric keys: 1 from {Path}"], Lines());
    }

    [Theory]
    [InlineData("2 SHA1", "line 2: a line is 'ID TYPE KEY': put the type between, as in '1 AES128 HEX:00112233445566778899aabbccddeeff'")]
    [InlineData("0 SHA1 ten-octets-", "line 2: the identifier is not a whole number from 1 to 4294967295")]
    [InlineData("1 SHA1 ten-octets-", "line 2: the identifier stands in a line above already: give each key its own")]
    [InlineData("2 SHA ten-octets-", "line 2: the type is not one of AES128, SHA256, SHA384, SHA512, SHA1, MD5")]
    [InlineData("2 SHA1 HEX:ten-octets-", "line 2: what follows HEX: is not pairs of hexadecimal digits: write ASCII: if it is text")]
    [InlineData("2 AES128 ten-octets-", "line 2: an AES128 key has 16 octets, 32 hexadecimal digits: `chronyc keygen ID AES128 128` makes one")]
    [InlineData("2 SHA1 short", "line 2: a key of less than 10 octets can be guessed: `chronyc keygen ID SHA256 256` makes a good one")]
    public void Refresh_BadLine_NamesItAndTheFixAndKeepsTheOldKeys(string line, string problem)
    {
        File.WriteAllText(Path, "1 SHA1 ten-octets-\n");
        _file.Refresh();
        File.WriteAllText(Path, "1 SHA1 ten-octets-\n" + line);
        _file.Refresh();
        _file.Refresh();
        Assert.NotNull(_file.Keys.Find(1));
        Assert.Equal(1, _file.Keys.Count);
        Assert.Equal($"<4>warning: symmetric keys: {Path} {problem}; the 1 keys of before stay in force", Assert.Single(Lines()[1..]));
    }

    [Fact]
    public void Refresh_FileAppearsLater_IsTakenThen()
    {
        _file.Refresh();
        Assert.Equal(0, _file.Keys.Count);
        Assert.Contains("none are in force", Assert.Single(Lines()), StringComparison.Ordinal);
        File.WriteAllText(Path, "1 SHA1 ten-octets-\n");
        _file.Refresh();
        Assert.Equal(1, _file.Keys.Count);
    }

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
