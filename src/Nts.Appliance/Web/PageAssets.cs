using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace Nts.Appliance.Web;

/// <summary>A file that the page loads.</summary>
/// <param name="Type">Its content type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">Changes with them.</param>
internal sealed record PageAsset(string Type, byte[] Content, string Tag);

/// <summary>Style sheet, scripts and picture of the page, embedded in the program. Their addresses change with their content, so browsers keep them.</summary>
internal sealed class PageAssets
{
    private const string Folder = "assets/";
    private const string Prefix = "web/";
    private const int TagLength = 12;

    private readonly Dictionary<string, PageAsset> _byPath;
    private readonly Dictionary<string, string> _paths;

    private PageAssets(IEnumerable<(string Name, PageAsset Asset)> assets)
    {
        _paths = assets.ToDictionary(a => a.Name, a => $"{Folder}{a.Asset.Tag}/{a.Name}");
        _byPath = assets.ToDictionary(a => "/" + _paths[a.Name], a => a.Asset);
    }

    /// <summary>Those of this program.</summary>
    public static PageAssets Embedded { get; } = new([.. typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => (name[Prefix.Length..], Load(name)))]);

    /// <summary>Whether the charting library was to be had when the program was built.</summary>
    public bool HasCharts => _paths.ContainsKey("uplot.js");

    /// <summary>The address of a file, as the page has it; null when it was not to be had.</summary>
    public string? this[string name] => _paths.GetValueOrDefault(name);

    /// <summary>The file at an address.</summary>
    public PageAsset? Find(string path) => _byPath.GetValueOrDefault(path);

    private static PageAsset Load(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        string tag = Convert.ToHexStringLower(SHA256.HashData(content))[..TagLength];
        string type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
        return new(type, content, tag);
    }
}
