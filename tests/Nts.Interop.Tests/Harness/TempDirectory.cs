using System;
using System.IO;

namespace Nts.Interop.Harness;

/// <summary>A directory of one test, for its owner alone (chronyd wants that for its command socket), gone afterwards.</summary>
internal sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nts-interop-");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_directory.FullName, name);

    /// <summary>Writes a file in it.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
