using System;
using System.IO;

namespace Nts.Server;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nts-secret-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("0600", null)]
    [InlineData("0640", null)]
    [InlineData("0400", null)]
    [InlineData("0644", "holds a secret, and every user of this machine can get at it (mode 0644): chmod 600 FILE")]
    [InlineData("0602", "holds a secret, and every user of this machine can get at it (mode 0602): chmod 600 FILE")]
    [InlineData("0660", "holds a secret, and its group can change it (mode 0660): chmod 640 FILE")]
    [InlineData("0620", "holds a secret, and its group can change it (mode 0620): chmod 600 FILE")]
    public void TooOpen_Mode_NamesTheFixWhereOthersCanDoTooMuch(string mode, string? problem)
    {
        string path = Path.Combine(_folder, "key");
        File.WriteAllText(path, "secret");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Equal(problem is null ? null : $"{path} {problem.Replace("FILE", path, StringComparison.Ordinal)}", SecretFile.TooOpen(path)?.ToString());
    }

    [Fact]
    public void TooOpen_NoSuchFile_IsNoProblemOfPermissions() => Assert.Null(SecretFile.TooOpen(Path.Combine(_folder, "none")));

    [Fact]
    public void Forbidden_FileOfSomebodyElse_NamesUserAndFix()
    {
        string path = Path.Combine(_folder, "key");
        File.WriteAllText(path, "secret");
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.Equal(
            $"{path} cannot be read by the user {Environment.UserName} (mode 0400): sudo chown {Environment.UserName} {path} && sudo chmod 600 {path}", SecretFile.Forbidden(path).ToString());
    }
}
