using System.Text.Json;
using Nts.TestKit;

namespace Nts.Vectors;

/// <summary>Members of the vectors' objects.</summary>
internal static class JsonElementExtensions
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => Hex.Bytes(element.Text(name));

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
