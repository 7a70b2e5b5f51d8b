using System;
using System.IO;
using System.Runtime.Versioning;
using Nts.Crypto;
using Nts.Nts;

namespace Nts.Server.KeyRings;

[SupportedOSPlatform("linux")]
public sealed class KeyRingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nts-key-ring-").FullName;
    private readonly KeyRing _ring = KeyRing.Create(3, SystemRandom.Instance);

    private string Path => System.IO.Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_SavedRing_GivesTheSameKeys()
    {
        KeyRingFile file = new(Path);
        Save(file, _ring);
        Assert.Equal(KeyStoreStatus.Loaded, file.Load(3, out KeyRing? loaded, out _));
        Assert.Equal(_ring.Format(), loaded!.Format());
    }

    [Fact]
    public void TrySave_SecondRing_ReplacesTheFirst()
    {
        KeyRingFile file = new(Path);
        Save(file, _ring);
        _ring.Rotate(SystemRandom.Instance);
        Save(file, _ring);
        Assert.Equal(_ring.Format(), File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void TrySave_LeftoverThatOthersCanRead_EndsUpReadableByItsOwnerOnly()
    {
        File.WriteAllText(Path + ".new", "left by a power cut");
        File.SetUnixFileMode(Path + ".new", (UnixFileMode)0x1FF);
        File.WriteAllText(Path, "old");
        File.SetUnixFileMode(Path, (UnixFileMode)0x1FF);
        Save(new KeyRingFile(Path), _ring);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void TrySave_NoDirectory_SaysWhy()
    {
        Assert.False(new KeyRingFile(System.IO.Path.Combine(_folder, "missing", "keys")).TrySave(_ring, out string reason));
        Assert.Contains("missing", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TrySave_Fails_LeavesTheOldRing()
    {
        KeyRingFile file = new(Path);
        Save(file, _ring);
        byte[] old = _ring.Format();
        Directory.CreateDirectory(Path + ".new");
        _ring.Rotate(SystemRandom.Instance);
        Assert.False(file.TrySave(_ring, out string reason));
        Assert.NotEmpty(reason);
        Assert.Equal(old, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Load_NoFile_IsAbsent()
    {
        Assert.Equal(KeyStoreStatus.Absent, new KeyRingFile(Path).Load(3, out KeyRing? ring, out string reason));
        Assert.Null(ring);
        Assert.Empty(reason);
    }

    [Theory]
    [InlineData("empty", "", "line 1: the file is cut off here")]
    [InlineData("another file", "[section]\n", "line 1: not the version line 'nts-key-ring 2' (or 1)")]
    [InlineData("cut off", "nts-key-ring 2\nage 0\nnext 0000", "line 3: the line is cut off")]
    [InlineData("bad age", "nts-key-ring 2\nage soon\n", "line 2: not the age in whole seconds, as in 'age 3600'")]
    public void Load_BadFile_NamesTheLine(string why, string text, string expected)
    {
        File.WriteAllText(Path, text);
        KeyStoreStatus status = new KeyRingFile(Path).Load(3, out _, out string reason);
        Assert.True(status == KeyStoreStatus.Refused && reason == $"{Path} {expected}", $"{why}: {status} {reason}");
    }

    [Fact]
    public void Load_HugeFile_IsRefusedUnread()
    {
        File.WriteAllBytes(Path, new byte[16_385]);
        Assert.Equal(KeyStoreStatus.Refused, new KeyRingFile(Path).Load(3, out _, out string reason));
        Assert.Contains("16385", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Directory_SaysWhy()
    {
        Directory.CreateDirectory(Path);
        Assert.Equal(KeyStoreStatus.Refused, new KeyRingFile(Path).Load(3, out _, out string reason));
        Assert.NotEmpty(reason);
    }

    private static void Save(KeyRingFile file, KeyRing ring)
    {
        Assert.True(file.TrySave(ring, out string reason), reason);
        Assert.Empty(reason);
    }
}
