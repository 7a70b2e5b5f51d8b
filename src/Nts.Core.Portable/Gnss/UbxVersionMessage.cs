using System;
using System.Globalization;
using System.Linq;

namespace Nts.Gnss;

/// <summary>UBX-MON-VER: what the receiver is.</summary>
internal sealed class UbxVersionMessage(IGnssListener listener)
{
    private const int SoftwareLength = 30;
    private const int HeaderLength = 40;
    private const int ExtensionLength = 30;

    private byte[] _payload = [];
    private ReceiverIdentity? _identity;

    /// <summary>Whether it is a timing model, by its firmware or else by its name.</summary>
    public static bool IsTiming(string model, string firmware) =>
        firmware.StartsWith("TIM", StringComparison.Ordinal) || firmware.StartsWith("FTS", StringComparison.Ordinal) || IsTimingModel(model);

    // 0 software version, 30 hardware version, then extensions of 30 bytes, all of them text that ends with a NUL.
    public bool TryMonVer(ReadOnlySpan<byte> payload)
    {
        if (_identity is null || !payload.SequenceEqual(_payload))
        {
            _payload = payload.ToArray();
            _identity = IdentityOf(payload);
        }

        listener.OnIdentity(_identity);
        return true;
    }

    // "PROTVER 16.00" is the older spelling, "PROTVER=18.00" the newer; the oldest say neither that nor FWVER, only their software version.
    private static ReceiverIdentity IdentityOf(ReadOnlySpan<byte> payload)
    {
        string model = "";
        string? firmware = null;
        decimal? protocol = null;
        for (ReadOnlySpan<byte> rest = payload[HeaderLength..]; !rest.IsEmpty; rest = rest[ExtensionLength..])
        {
            string extension = AsciiText.Of(rest[..ExtensionLength]);
            (string name, string value) = extension.IndexOfAny(['=', ' ']) is int at and > 0 ? (extension[..at], extension[(at + 1)..]) : ("", "");
            switch (name)
            {
                case "MOD":
                    model = value;
                    break;
                case "FWVER":
                    firmware = value;
                    break;
                case "TIM" or "FTS":
                    firmware ??= extension;
                    break;
                case "PROTVER" when decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal version):
                    protocol = version;
                    break;
            }
        }

        firmware ??= AsciiText.Of(payload[..SoftwareLength]);
        return new(ReceiverMaker.Ublox, model, firmware, protocol) { IsTiming = IsTiming(model, firmware) };
    }

    // LEA-6T, NEO-M8T-0, ZED-F9T-10B; LEA-M8F disciplines an oscillator.
    private static bool IsTimingModel(string model) =>
        model.Split('-').ElementAtOrDefault(1) is string chip && (chip is "M8F" || (chip.Length > 1 && chip[^1] == 'T' && char.IsAsciiDigit(chip[^2])));
}
