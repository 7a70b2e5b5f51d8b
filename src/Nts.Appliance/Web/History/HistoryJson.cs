using System;
using System.Buffers;
using System.Text.Json;

namespace Nts.Appliance.Web.History;

/// <summary>A range of the history as JSON: evenly spaced samples that end at <c>time</c>, null for what is not known.</summary>
internal static class HistoryJson
{
    /// <summary>Who asks for more than so many steps gets all of them, which are written once for everybody.</summary>
    public const int MaxTail = 120;

    private static readonly (Channel Channel, JsonEncodedText Name)[] Names =
        [.. Array.ConvertAll(Enum.GetValues<Channel>(), channel => (channel, JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(channel.ToString()))))];

    /// <summary>Writes the samples from a step on.</summary>
    /// <param name="history">The history.</param>
    /// <param name="range">The range.</param>
    /// <param name="from">Number of the first step; of one that is not kept any more the oldest that is.</param>
    public static byte[] Write(StatusHistory history, HistoryRange range, long from)
    {
        HistoryRing ring = history[range];
        long first = Math.Max(from, ring.First);
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter json = new(bytes);
        json.WriteStartObject();
        json.WriteNumber("step", ring.Step);
        json.WriteNumber("first", first);
        json.WriteNumber("last", ring.Last);
        json.WriteNumber("time", history.Time ?? 0);
        foreach ((Channel channel, JsonEncodedText name) in Names)
        {
            json.WriteStartArray(name);
            for (long number = first; number <= ring.Last; number++)
            {
                Write(json, ring[number, channel]);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
