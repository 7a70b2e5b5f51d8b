using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Nts.Ntp;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop;

/// <summary>How <c>nts client</c> prints an answer.</summary>
internal static class ClientReport
{
    /// <summary>Writes two lines, or one JSON object. The offset is in seconds, positive when this machine's clock is behind.</summary>
    public static void Write(TextWriter output, in NtpQueryResult result, KeyEstablishmentResult keys, bool isJson)
    {
        NtpSample sample = result.Sample;
        if (isJson)
        {
            output.WriteLine(Json(result, keys));
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stratum: {sample.Header.Stratum}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"offset: {sample.Offset.TotalSeconds:0.000000}"));
        if (sample.Header.ReferenceId.SmearAdded is { } added)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"leap smear: {added.TotalSeconds:+0.000000;-0.000000;+0.000000}"));
        }
    }

    private static string Json(in NtpQueryResult result, KeyEstablishmentResult keys)
    {
        NtpSample sample = result.Sample;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("server", result.Server!.ToString());
            json.WriteNumber("stratum", sample.Header.Stratum.Value);
            json.WriteNumber("offset", sample.Offset.TotalSeconds);
            json.WriteNumber("delay", sample.Delay.TotalSeconds);
            json.WriteString("leap", sample.Header.Leap.ToString());
            json.WriteString("referenceId", sample.Header.ReferenceId.ToString());
            json.WriteNumber("newCookies", sample.NewCookies);
            json.WriteNumber("aead", (int)keys.Session!.Algorithm);
            json.WriteString("keyServer", keys.Peer!.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
