using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;
using Nts.TestKit;

namespace Nts.Appliance.Web;

/// <summary>Whatever the published file holds, the page has an answer.</summary>
public sealed class HostilePublishedFileTests : IDisposable
{
    private static readonly string[] Values =
    [
        "null", "[]", "{}", "\"\"", "\"<b>\"", "-1", "0", "1e308", "-1e308", "1e999", "9223372036854775807", "-9223372036854775808", "true", "\"\\u0000\\ud800\"", "[null]", "{\"a\":1}",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-hostile-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Look_AnyPartReplacedByAnything_HasAPage()
    {
        string example = JsonSerializer.Serialize(ExampleStatus.Holdover(), StatusJson.Default.StatusDocument);
        List<string> paths = [];
        List(JsonNode.Parse(example)!, paths);
        Assert.InRange(paths.Count, 100, 1000);
        int read = 0;
        foreach (string path in paths)
        {
            foreach (string value in Values)
            {
                read += Pages(example, path, value) ? 1 : 0;
            }
        }

        // Of these many are good enough to be read.
        Assert.InRange(read, 100, paths.Count * Values.Length);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"clock\":null}")]
    [InlineData("{\"clock\":{\"state\":null}}")]
    [InlineData("")]
    [InlineData("{\"clock\":")]
    public void Look_AnotherDocument_HasAPage(string document) => Look(Encoding.UTF8.GetBytes(document));

    [Fact]
    public void Look_RandomBytesInTheDocument_HasAPage()
    {
        byte[] example = JsonSerializer.SerializeToUtf8Bytes(ExampleStatus.Locked(), StatusJson.Default.StatusDocument);
        Seeded random = Seeded.Create();
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. example];
            for (int damage = 0; damage < 1 + (i % 5); damage++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Look(damaged);
        }
    }

    [Fact]
    public void Look_FileLargerThanAnyTimekeepers_ReadsNoMoreThanThat()
    {
        string path = Write(new byte[200_000]);
        Assert.NotNull(new StatusWatch(path, () => ExampleStatus.Now).View.Problem);
    }

    private bool Pages(string example, string path, string value)
    {
        JsonNode root = JsonNode.Parse(example)!;
        JsonNode? at = root;
        string[] steps = path.Split('/');
        foreach (string step in steps[..^1])
        {
            at = at is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : at![step];
        }

        const string Mark = "\"\\u002b\\u002b\"";
        if (at is JsonArray list)
        {
            list[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = "++";
        }
        else
        {
            at![steps[^1]] = "++";
        }

        return Look(Encoding.UTF8.GetBytes(root.ToJsonString().Replace(Mark, value, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Has the site look at a document. Returns whether it could be read.</summary>
    private bool Look(byte[] document)
    {
        StatusWatch watch = new(Write(document), () => ExampleStatus.Now);
        StatusView view = watch.View;
        PageCache cache = new(watch);
        foreach (HistoryRange range in Enum.GetValues<HistoryRange>())
        {
            string page = Encoding.UTF8.GetString(cache.Page(view, range, new BoxName("time.example", "http://time.example", true)));
            Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
            using JsonDocument json = JsonDocument.Parse(cache.History(range, null));
        }

        return view.Status is not null;
    }

    private string Write(byte[] document)
    {
        string path = Path.Combine(_folder.FullName, StatusFile.FileName);
        byte[] file = new byte[Math.Max(StatusFile.Size, StatusFile.DocumentOffset + document.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(file, StatusFile.Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(StatusFile.LengthOffset), (uint)document.Length);
        document.CopyTo(file.AsSpan(StatusFile.DocumentOffset));
        File.WriteAllBytes(path, file);
        return path;
    }

    private static void List(JsonNode node, List<string> paths, string prefix = "")
    {
        if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members)
            {
                paths.Add(prefix + name);
                if (value is not null)
                {
                    List(value, paths, $"{prefix}{name}/");
                }
            }
        }
        else if (node is JsonArray { Count: > 0 } items && items[0] is { } first)
        {
            paths.Add(prefix + "0");
            List(first, paths, prefix + "0/");
        }
    }
}
