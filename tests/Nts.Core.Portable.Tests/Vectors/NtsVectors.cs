using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Nts.Crypto;
using Nts.Nts;

namespace Nts.Vectors;

/// <summary>A file of tests/vectors/nts, which says all there is about one AEAD algorithm.</summary>
internal sealed class NtsVectors
{
    private static readonly Dictionary<int, NtsVectors> Files = new[] { 15, 17, 30 }.ToDictionary(id => id, id => new NtsVectors(id));

    private readonly JsonElement _root;

    private NtsVectors(int id)
    {
        using Stream stream = typeof(NtsVectors).Assembly.GetManifestResourceStream($"vectors/nts/aead-{id}.json")!;
        _root = JsonDocument.Parse(stream).RootElement;
    }

    public AeadAlgorithm Algorithm => (AeadAlgorithm)_root.GetProperty("aead").GetProperty("id").GetUInt16();

    public JsonElement Exporter => _root.GetProperty("exporter");

    public JsonElement AllKeys => _root.GetProperty("keys");

    public JsonElement Aead => _root.GetProperty("aead");

    public static NtsVectors Of(int id) => Files[id];

    /// <summary>Every case of a section, as the algorithm's number and the place in the list.</summary>
    public static TheoryData<int, int> Cases(string section)
    {
        TheoryData<int, int> cases = [];
        foreach ((int id, NtsVectors file) in Files)
        {
            for (int i = 0; i < file._root.GetProperty(section).GetArrayLength(); i++)
            {
                cases.Add(id, i);
            }
        }

        return cases;
    }

    public JsonElement Case(string section, int index) => _root.GetProperty(section)[index];

    /// <summary>The keys of a case.</summary>
    public (byte[] C2S, byte[] S2C) KeysOf(JsonElement element)
    {
        JsonElement keys = AllKeys.GetProperty(element.Text("keys"));
        return (keys.Bytes("c2s"), keys.Bytes("s2c"));
    }

    /// <summary>The server's ring: the key of the cookies is the current one.</summary>
    public KeyRing Ring()
    {
        JsonElement format = _root.GetProperty("cookie_format");
        string text = $"nts-key-ring 1\nnext 0a0b0c0d {new string('0', 64)}\ncurrent {format.Text("key_id")} {format.Text("key")}\n";
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(Encoding.ASCII.GetBytes(text), 3, out KeyRing? ring, out _));
        return ring!;
    }
}
