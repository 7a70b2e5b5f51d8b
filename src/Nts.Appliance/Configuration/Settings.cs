using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using Nts.Configuration;
using Nts.Crypto;
using Nts.Discipline;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Appliance.Configuration;

/// <summary>The one list of all configuration keys: the reader, the documentation and its test come from it.</summary>
internal static class Settings
{
    private static readonly int[] BaudRates = [4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600];
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(10);

    /// <summary>All keys in the order of the documentation.</summary>
    public static IReadOnlyList<Setting<ApplianceConfiguration>> All { get; } =
    [
        new("receiver", "port", "auto", "Serial port of the receiver; `auto` listens at all of them that no login shell and no other program uses; `simulated` is the built-in simulated receiver.",
            (c, v) => Path(v, value => c.ReceiverPort = value, ApplianceConfiguration.Found, ApplianceConfiguration.Simulated)),
        new("receiver", "baud", "auto", "Baud rate of the serial port; `auto` finds it out by listening, and raises it if it is low and the receiver may be configured.",
            (c, v) => v == "auto" ? Take(true, (int?)null, value => c.ReceiverBaud = value, "") : Number(v, BaudRates.Contains, "'auto', or one of " + string.Join(", ", BaudRates), value => c.ReceiverBaud = value)),
        new("receiver", "configure", "yes", "`yes` tells u-blox, MediaTek and CASIC receivers to send what timing needs, and a pulse that marks the UTC second and stops without a fix. Nothing is saved in the receiver: without power it forgets it, and is told again. `no` sends it nothing.",
            (c, v) => Choice(v, ["yes", "no"], value => c.IsReceiverConfigured = value == "yes")),
        new("receiver", "pulse", "gpio:18", "Where the pulse comes from: `gpio:PIN`, the best that the machine can do with a pin; a device such as `/dev/pps0`; `simulated`; or one way on purpose, as [pulse sources](pulse.md) has them: `irq:PIN`, `poll:PIN`, `gpio:CHIP:PIN`, `pps:NAME`, `ptp:/dev/ptp0:CHANNEL`, `dcd:/dev/ttyS0`.",
            (c, v) => Take(PulseSetting.Parse(v) is not null, v, value => c.PulseSource = value, PulseSetting.Expected)),
        new("receiver", "pulse-edge", "auto", "The edge that marks the second: `rising`, `falling`, or `auto`, which finds out where both can be seen (GPIO, modem lines) and is `rising` elsewhere.",
            (c, v) => Choice(v, ["auto", "rising", "falling"], value => c.PulseEdge = value == "auto" ? null : Enum.Parse<EdgeDirection>(value, ignoreCase: true))),
        new("receiver", "pulse-bias", "measure", "How late interrupts stamp the pulse, which is taken off their stamps: `measure`, where the pin can be polled beside; or a time such as `11.5 us`, `0` for none.",
            (c, v) => Bias(v, value => c.PulseBias = value)),
        new("receiver", "cable-delay", "0 ns", "Delay of the antenna cable (about 5 ns a metre), by which the pulse comes late.",
            (c, v) => Duration(v, value => c.CableDelay = value, NtpDuration.FromMilliseconds(1))),
        new("receiver", "stamp-uncertainty", "20 us", "How far the time stamp of a pulse may systematically be off; part of the advertised root dispersion.",
            (c, v) => Duration(v, value => c.StampUncertainty = value, NtpDuration.FromSeconds(1))),
        new("receiver", "simulated-outage", "", "What fails in the built-in simulated receiver, to try alarms out: `antenna after 60s for 30s`, where `pulse`, `messages` or `fix` may stand for `antenna`; several with commas between them. Times count from the start.",
            (c, v) => Take(OutageSetting.Parse(v) is not null, v, value => c.SimulatedOutages = OutageSetting.Parse(value)!, OutageSetting.Expected)),
        new("receiver", "leap-seconds", "", "A `leap-seconds.list` of the IERS or the tz database. Without it the one of the package tzdata, `/usr/share/zoneinfo/leap-seconds.list`. It counts when it is undamaged and known for longer than the program's own table.",
            (c, v) => Path(v, value => c.LeapSecondFile = value)) { AppliesOnReload = true },
        new("clock", "steer", "system", "`system` steers the machine's clock; `software` steers a clock inside the process and leaves the machine's alone.",
            (c, v) => Choice(v, ["system", "software"], value => c.SteersSystemClock = value == "system")),
        new("clock", "thermometer", "auto", "What tells the temperature at the crystal, from which the clock learns how its frequency depends on it: `auto` takes a clock chip's or a board's thermometer (hwmon), else the processor's; `none` does without; or the file of one in thousandths of a degree, such as `/sys/class/hwmon/hwmon2/temp1_input`.",
            (c, v) => Path(v, value => c.Thermometer = value, ApplianceConfiguration.Found, ApplianceConfiguration.None)),
        new("clock", "holdover-limit", "1 ms", "Error bound above which a clock without pulses is no longer served as synchronised. How long that takes is learnt; the status tells it.",
            (c, v) => Duration(v, value => c.HoldoverLimit = value, NtpDuration.FromSeconds(10))),
        new("clock", "step", "until-locked", "When the clock may jump instead of being slewed by at most 100 ppm, which removes 6 ms a minute: `until-locked`, at the start alone; `unsynchronised`, later too, but only while clients are told that it is not synchronised; `never`, not even at the start: then a clock that is off by a second takes three hours. A clock that is served never jumps.",
            (c, v) => Choice(v, ["until-locked", "unsynchronised", "never"], value => c.Steps = value switch
            {
                "never" => StepPermission.Never,
                "unsynchronised" => StepPermission.WhileUnsynchronized,
                _ => StepPermission.UntilFirstLock,
            })),
        new("ntp", "listen", "0.0.0.0:123, [::]:123", "Addresses and UDP ports of the NTP service.",
            (c, v) => Endpoints(v, value => c.NtpListen = value)),
        new("ntp", "smear-listen", "", "Addresses and UDP ports where leap seconds are smeared instead of announced: for a private network whose clients all use such servers, and no others. See [leap seconds](leap-seconds.md#the-smear) first.",
            (c, v) => Endpoints(v, value => c.SmearListen = value)),
        new("ntp", "smear-hours", "24", "Hours over which a leap second is smeared there, half of them before it. All servers of a client must have the same.",
            (c, v) => Number(v, n => n is >= 2 and <= 24, "a whole number from 2 to 24", value => c.SmearHours = value)),
        new("ntp", "allow", "all", "Who is answered: `all`, or addresses and prefixes such as `192.168.0.0/16, 2001:db8::/32`. The most specific prefix of `allow` and `deny` decides; who stands in none is not answered.",
            (c, v) => Prefixes(v, value => c.NtpAllow = value)) { AppliesOnReload = true },
        new("ntp", "deny", "", "Who is not answered, written as in `allow`. An NTS client gets an authenticated DENY, everybody else nothing.",
            (c, v) => Prefixes(v, value => c.NtpDeny = value)) { AppliesOnReload = true },
        new("ntp", "rate-limit", new RateLimit().ToString(), "How often an IPv4 address or an IPv6 /64 is answered, in the words of chrony's `ratelimit`: once in 2^`interval` seconds after `burst` answers in a row; of what is beyond, one in 2^`leak` is answered all the same, and one in 2^`kod` of the others is told to slow down (0: none). `off` for no limit.",
            (c, v) => Rate(v, value => c.NtpRateLimit = value)) { AppliesOnReload = true },
        new("ntp", "symmetric-keys", "", "File of symmetric keys in the format of chrony's `keyfile`: lines of `ID TYPE KEY`, the type AES128 (the one to prefer), SHA256, SHA384, SHA512, or for old clients SHA1 and MD5, which are weak. Read again when it changes.",
            (c, v) => Path(v, value => c.NtpSymmetricKeyFile = value)) { AppliesOnReload = true },
        new("ntp", "threads", "1", "Threads for each address, over which the kernel spreads the clients; each stays on a processor of its own as far as there are enough. One is enough for every network but the largest.",
            (c, v) => Number(v, n => n is >= 1 and <= 256, "a whole number from 1 to 256", value => c.NtpThreads = value)),
        new("ntp", "busy-polling", "yes", "`yes` lets a thread that gets more than 5,000 requests a second look for the next one rather than to sleep until it is woken: sooner answers, for the whole of a processor. `no` always sleeps.",
            (c, v) => Choice(v, ["yes", "no"], value => c.IsNtpBusyPolling = value == "yes")),
        new("ntp", "interleaved", "yes", "`yes` gives clients in interleaved mode (RFC 9769; chrony's `xleave`) the exact time at which each reply left; `no` answers all in basic mode.",
            (c, v) => Choice(v, ["yes", "no"], value => c.IsNtpInterleaved = value == "yes")),
        new("ntp", "client-list", "addresses", "How the 32 busiest clients are listed in the state that the page and `nts-appliance clients` show: by `addresses`; by `networks` (/24 of IPv4, /48 of IPv6), where one of many cannot be told; or `none`: then nobody is counted.",
            (c, v) => Choice(v, ["addresses", "networks", "none"], value => c.ClientList = Enum.Parse<ClientListing>(value, ignoreCase: true))),
        new("nts-ke", "listen", "0.0.0.0:4460, [::]:4460", "Addresses and TCP ports of the NTS key establishment.",
            (c, v) => Endpoints(v, value => c.KeyEstablishmentListen = value)),
        new("nts-ke", "ntp-server", "", "Name or address of the NTP server that clients are sent to, when it is another host; it must hold the same cookie keys.",
            (c, v) => HostName(v, value => c.NtpServerName = value)),
        new("nts-ke", "ntp-port", "", "UDP port that clients are sent to. Without it the first one of `listen` in `[ntp]`.",
            (c, v) => Number(v, n => n is >= 1 and <= 65535, "a port from 1 to 65535", value => c.NtpServerPort = value)),
        new("nts-ke", "session-timeout", "5 s", "The time that a client has to establish keys; then comes an error.",
            (c, v) => Duration(v, value => c.SessionTimeout = value, NtpDuration.FromSeconds(60))),
        new("nts-ke", "idle-timeout", "2 s", "How long a client may be silent meanwhile.",
            (c, v) => Duration(v, value => c.IdleTimeout = value, NtpDuration.FromSeconds(60))),
        new("nts-ke", "max-sessions", "512", "The most key establishments at once. Then a newcomer takes the place of the one that has been longest in its handshake.",
            (c, v) => Number(v, n => n is >= 1 and <= 100_000, "a whole number from 1 to 100000", value => c.MaxSessions = value)),
        new("nts-ke", "max-sessions-per-address", "32", "The most key establishments at once with one IPv4 address or one /64 of IPv6.",
            (c, v) => Number(v, n => n is >= 1 and <= 100_000, "a whole number from 1 to 100000", value => c.MaxSessionsPerAddress = value)),
        new("nts-ke", "rate-per-address", "4", "Key establishments a second of one such address in the long run; 0 for any number.",
            (c, v) => Number(v, n => n is >= 0 and <= 100_000, "a whole number from 0 to 100000", value => c.RatePerAddress = value)),
        new("nts-ke", "burst-per-address", "64", "Key establishments that one such address may begin at once after a pause.",
            (c, v) => Number(v, n => n is >= 1 and <= 100_000, "a whole number from 1 to 100000", value => c.BurstPerAddress = value)),
        new("nts-ke", "certificate", "", "Certificate chain (PEM), read again when it changes and on SIGHUP. Without it the box makes its own CA and certificate in the state directory, and renews them.",
            (c, v) => Path(v, value => c.CertificateFile = value)) { AppliesOnReload = true },
        new("nts-ke", "private-key", "", "Private key (PEM) of the certificate, read again with it.",
            (c, v) => Path(v, value => c.PrivateKeyFile = value)) { AppliesOnReload = true },
        new("nts-ke", "names", "auto", "Names and addresses in the box's own certificate, by which clients call it; `auto` stands for its host name, that with `.local`, `localhost`, and its addresses in private networks, also when they change. Public addresses and other names are written: `auto, time.example.org, 203.0.113.7`. See [certificates](certificates.md#the-boxs-own).",
            (c, v) => Items(v, value => c.CertificateNames = value)) { AppliesOnReload = true },
        new("nts-ke", "aeads", "15, 17, 30", "AEAD algorithms that clients may choose from: 15 is AES-SIV-CMAC-256, 17 AES-SIV-CMAC-512, 30 AES-128-GCM-SIV.",
            (c, v) => Items(v, ["15", "17", "30"], value => c.Aeads = [.. value.Select(number => (AeadAlgorithm)ushort.Parse(number, CultureInfo.InvariantCulture))])),
        new("nts-ke", "cookie-keys", "rotate", "Where they come from: `rotate` draws them; `ratchet` derives each from the one before, as every server does that started with the same file; `follow` reads the file that another server writes. See [key sharing](key-sharing.md).",
            (c, v) => Choice(v, ["rotate", "ratchet", "follow"], value => c.KeyMode = Enum.Parse<KeyRingMode>(value, ignoreCase: true))),
        new("nts-ke", "key-file", "", "File of the cookie keys. Without it the box has its own in the state directory.",
            (c, v) => Path(v, value => c.KeyFile = value)),
        new("nts-ke", "key-rotation-hours", "24", "Hours between two cookie keys; a client that was away longer than a few rotations asks for new keys by itself.",
            (c, v) => Number(v, n => n is >= 1 and <= 24 * 365, "a whole number from 1 to 8760", value => c.KeyRotationHours = value)) { AppliesOnReload = true },
        new("state", "directory", "/var/lib/nts-appliance", "What must survive a restart: cookie keys, CA, certificate, and what was learnt of receiver and clock.",
            (c, v) => Path(v, value => c.StateDirectory = value)),
        new("state", "run-directory", "/run/nts-appliance", "Where the running timekeeper publishes its state for `nts-appliance status` and `nts-appliance web`.",
            (c, v) => Path(v, value => c.RunDirectory = value)),
        new("web", "listen", "127.0.0.1:8080", "Addresses and TCP ports where `nts-appliance web` shows the page and the metrics. They change nothing and hold no secret, but have no password either: `0.0.0.0:8080, [::]:8080` shows them to everybody who reaches this machine.",
            (c, v) => Endpoints(v, value => c.WebListen = value)),
        new("alarm", "command", "", "A program that `nts-appliance web` runs when something notable changes, such as the loss of lock: see [monitoring](monitoring.md#the-hook) for the events and examples. It has that process's rights, which are next to none.",
            (c, v) => Path(v, value => c.AlarmCommand = value)),
        new("alarm", "time-limit", "30s", "The time that a run of it may take; then it is killed.",
            (c, v) => Take(LengthOfTime.TryParse(v, out LengthOfTime time) && time.Value <= LongestCommand, time, value => c.AlarmTimeLimit = value, "a length of time up to 10m, such as 30s")),
        .. DisplaySettings.All,
        .. NetworkSettings.All,
    ];

    private static string? Path(string value, Action<string> set, params string[] words) => Take(
        value.StartsWith('/') || words.Contains(value),
        value,
        set,
        words.Length == 0 ? "an absolute path" : $"an absolute path such as /dev/ttyAMA0, or '{string.Join("' or '", words)}'");

    private static string? Bias(string value, Action<NtpDuration?> set)
    {
        if (value is "measure" or "0")
        {
            set(value == "0" ? NtpDuration.Zero : null);
            return null;
        }

        bool isEarly = value.StartsWith('-');
        return Duration(value.TrimStart('-'), late => set(isEarly ? -late : late), NtpDuration.FromMilliseconds(1)) is null
            ? null
            : "'measure', '0', or a time up to 1 ms with its unit, such as '11.5 us'";
    }

    private static string? Choice(string value, string[] choices, Action<string> set) =>
        Take(choices.Contains(value), value, set, "one of " + string.Join(", ", choices));

    private static string? Number(string value, Func<int, bool> allowed, string expected, Action<int> set) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Take(allowed(number), number, set, expected)
            : expected;

    private static string? Duration(string value, Action<NtpDuration> set, NtpDuration most)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"a time from 0 to {most.TotalSeconds:0.###} s with its unit, such as '50 ns', '20 us' or '1 ms'");
        string digits = value.TrimEnd('n', 'u', 'm', 's').TrimEnd();
        double scale = value[digits.Length..].Trim() switch
        {
            "ns" => 1e-9,
            "us" => 1e-6,
            "ms" => 1e-3,
            "s" => 1,
            _ => double.NaN,
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(scale)
            ? Take(number * scale <= most.TotalSeconds, NtpDuration.FromSeconds(number * scale), set, expected)
            : expected;
    }

    private static string? HostName(string value, Action<string> set)
    {
        bool isName = Ascii.IsValid(value) && value.Length < 255 && !value.Contains('%') && Uri.CheckHostName(value) != UriHostNameType.Unknown;
        return Take(isName, value, set, "a full host name or an IP address");
    }

    private static string? Items(string value, Action<string[]> set)
    {
        string[] items = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Take(items.Length > 0, items, set, "one or more values with commas between them");
    }

    private static string? Items(string value, string[] choices, Action<string[]> set)
    {
        string[] items = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Take(items.Length > 0 && items.All(choices.Contains), items, set, $"one or more of {string.Join(", ", choices)} with commas between them");
    }

    private static string? Endpoints(string value, Action<IReadOnlyList<IPEndPoint>> set)
    {
        const string Expected = "addresses with ports, each once, such as '0.0.0.0:123, [::]:123'";
        List<IPEndPoint> endpoints = [];
        foreach (string item in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // IPEndPoint.TryParse takes a bare address for port 0.
            if (!IPEndPoint.TryParse(item, out IPEndPoint? endpoint) || endpoint.Port == 0 || endpoints.Contains(endpoint))
            {
                return Expected;
            }

            endpoints.Add(endpoint);
        }

        return Take(endpoints.Count > 0, endpoints, set, Expected);
    }

    private static string? Prefixes(string value, Action<IReadOnlyList<IPNetwork>> set)
    {
        const string Expected = "'all', or addresses and prefixes such as '192.168.0.0/16, 2001:db8::/32'";
        List<IPNetwork> prefixes = [];
        foreach (string item in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!AccessList.TryParsePrefix(item, prefixes))
            {
                return Expected;
            }
        }

        return Take(prefixes.Count is > 0 and <= AccessList.MaxPrefixes / 2, prefixes, set, Expected);
    }

    private static string? Rate(string value, Action<RateLimit?> set)
    {
        bool isOff = value == "off";
        bool ok = RateLimit.TryParse(value, out RateLimit limit);
        return Take(isOff || ok, isOff ? null : limit, set, $"'off', or words such as '{new RateLimit()}'");
    }

    private static string? Take<T>(bool ok, T value, Action<T> set, string expected)
    {
        if (ok)
        {
            set(value);
        }

        return ok ? null : expected;
    }
}
