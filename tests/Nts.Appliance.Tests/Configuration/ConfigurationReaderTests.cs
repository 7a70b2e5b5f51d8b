using System;
using System.Linq;
using System.Net;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Appliance.Configuration;

public sealed class ConfigurationReaderTests
{
    [Theory]
    [InlineData("[reciever]\nport = /dev/ttyS0", "line 1: unknown section [reciever]: did you mean [receiver]?")]
    [InlineData("[receiver]\nprot = /dev/ttyS0", "line 2: unknown key 'prot' in [receiver]: did you mean 'port'?")]
    [InlineData("[receiver]\nport = ttyS0", "line 2: 'ttyS0' is no value for port: it must be an absolute path such as /dev/ttyAMA0, or 'auto' or 'simulated'")]
    [InlineData("[receiver]\nbaud = 9601", "line 2: '9601' is no value for baud: it must be 'auto', or one of 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600")]
    [InlineData("[receiver]\nbaud = fast", "line 2: 'fast' is no value for baud: it must be 'auto', or one of 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600")]
    [InlineData("[receiver]\n\npulse = gpio", "line 3: 'gpio' is no value for pulse: it must be gpio:PIN, irq:PIN, poll:PIN, gpio:CHIP:PIN, a device such as /dev/pps0, pps or pps:NAME, ptp:/dev/ptp0:CHANNEL, dcd:/dev/ttyS0, or 'simulated'")]
    [InlineData("[receiver]\npulse-edge = up", "line 2: 'up' is no value for pulse-edge: it must be one of auto, rising, falling")]
    [InlineData("[receiver]\npulse-bias = 12", "line 2: '12' is no value for pulse-bias: it must be 'measure', '0', or a time up to 1 ms with its unit, such as '11.5 us'")]
    [InlineData("[receiver]\npulse-bias = 2 ms", "line 2: '2 ms' is no value for pulse-bias: it must be 'measure', '0', or a time up to 1 ms with its unit, such as '11.5 us'")]
    [InlineData("[receiver]\ncable-delay = 50", "line 2: '50' is no value for cable-delay: it must be a time from 0 to 0.001 s with its unit, such as '50 ns', '20 us' or '1 ms'")]
    [InlineData("[receiver]\ncable-delay = -5 ns", "line 2: '-5 ns' is no value for cable-delay: it must be a time from 0 to 0.001 s with its unit, such as '50 ns', '20 us' or '1 ms'")]
    [InlineData("[receiver]\ncable-delay = 2 ms", "line 2: '2 ms' is no value for cable-delay: it must be a time from 0 to 0.001 s with its unit, such as '50 ns', '20 us' or '1 ms'")]
    [InlineData("[receiver]\nsimulated-outage = antenna", "line 2: 'antenna' is no value for simulated-outage: it must be 'antenna after 60s for 30s', with pulse, messages or fix in the place of antenna, or several with commas between them")]
    [InlineData("[receiver]\nsimulated-outage = fix after 5m for 30s", "line 2: simulated-outage is for the simulated receiver: take it out of [receiver]; a real receiver's antenna is cut by hand")]
    [InlineData("[alarm]\ncommand = mail", "line 2: 'mail' is no value for command: it must be an absolute path")]
    [InlineData("[alarm]\ntime-limit = 11m", "line 2: '11m' is no value for time-limit: it must be a length of time up to 10m, such as 30s")]
    [InlineData("[clock]\nsteer = maybe", "line 2: 'maybe' is no value for steer: it must be one of system, software")]
    [InlineData("[ntp]\nlisten = 0.0.0.0", "line 2: '0.0.0.0' is no value for listen: it must be addresses with ports, each once, such as '0.0.0.0:123, [::]:123'")]
    [InlineData("[ntp]\nlisten = localhost:123", "line 2: 'localhost:123' is no value for listen: it must be addresses with ports, each once, such as '0.0.0.0:123, [::]:123'")]
    [InlineData("[ntp]\nlisten = 127.0.0.1:70000", "line 2: '127.0.0.1:70000' is no value for listen: it must be addresses with ports, each once, such as '0.0.0.0:123, [::]:123'")]
    [InlineData("[ntp]\nallow =", "line 2: '' is no value for allow: it must be 'all', or addresses and prefixes such as '192.168.0.0/16, 2001:db8::/32'")]
    [InlineData("[ntp]\nallow = localhost", "line 2: 'localhost' is no value for allow: it must be 'all', or addresses and prefixes such as '192.168.0.0/16, 2001:db8::/32'")]
    [InlineData("[ntp]\ndeny = 10.0.0.0/33", "line 2: '10.0.0.0/33' is no value for deny: it must be 'all', or addresses and prefixes such as '192.168.0.0/16, 2001:db8::/32'")]
    [InlineData("[ntp]\nrate-limit = on", "line 2: 'on' is no value for rate-limit: it must be 'off', or words such as 'interval -4 burst 64 leak 3 kod 4'")]
    [InlineData("[ntp]\nsymmetric-keys = chrony.keys", "line 2: 'chrony.keys' is no value for symmetric-keys: it must be an absolute path")]
    [InlineData("[nts-ke]\nkey-rotation-hours = 0", "line 2: '0' is no value for key-rotation-hours: it must be a whole number from 1 to 8760")]
    [InlineData("[nts-ke]\ncookie-keys = Rotate", "line 2: 'Rotate' is no value for cookie-keys: it must be one of rotate, ratchet, follow")]
    [InlineData("[nts-ke]\nkey-file = keys", "line 2: 'keys' is no value for key-file: it must be an absolute path")]
    [InlineData("[nts-ke]\nnames =", "line 2: '' is no value for names: it must be one or more values with commas between them")]
    [InlineData("[ntp]\nlisten = 0.0.0.0:123\nlisten = [::]:123", "line 3: 'listen' was set already in line 2: keep one of the two")]
    [InlineData("[ntp\n", "line 1: the section '[ntp' has no closing bracket: write it as [name]")]
    [InlineData("[ntp]\nlisten", "line 2: 'listen' is neither a section nor a setting: write it as key = value")]
    [InlineData("[ntp]\r\n\f\u0085\r\nlisten\r\n", "line 3: 'listen' is neither a section nor a setting: write it as key = value")]
    [InlineData("port = /dev/ttyS0", "line 1: 'port' stands before any section: put its section above it, [receiver]")]
    [InlineData("[nts-ke]\ncertificate = /etc/c.pem", "line 2: certificate and private-key belong together: set both in [nts-ke], or neither")]
    [InlineData("[receiver]\nport = simulated", "line 2: the simulated receiver has a simulated pulse, and a real one a real pulse: set port and pulse in [receiver] both to 'simulated', or neither")]
    public void Read_OneMistake_NamesItsLineAndTheFix(string text, string expected)
    {
        ConfigurationFile file = ConfigurationReader.Read(text);
        Assert.Null(file.Configuration);
        Assert.Equal([expected], file.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsThemAll() =>
        Assert.Equal(3, ConfigurationReader.Read("[receiver]\nprot=1\nbaud=1\n[x]\ny=1").Problems.Count);

    [Fact]
    public void Read_EmptyText_GivesTheDefaults()
    {
        ApplianceConfiguration configuration = ConfigurationReader.Read("").Configuration!;
        Assert.Equal(("auto", null, true), (configuration.ReceiverPort, configuration.ReceiverBaud, configuration.IsReceiverConfigured));
        Assert.Equal("gpio:18", configuration.PulseSource);
        Assert.True(configuration.SteersSystemClock);
    }

    [Fact]
    public void Read_EveryKey_TakesItsValue()
    {
        const string Text = """
            # a comment
            [Receiver]
            port = /dev/ttyS1      ; the second port
            baud = 115200
            configure = no
            pulse = gpio:pinctrl-rp1:4
            pulse-edge = falling
            pulse-bias = 11.5 us
            cable-delay = 50 ns
            [ntp]
            listen = 127.0.0.1:11123, [::1]:11123
            allow = 10.0.0.0/8, 192.0.2.1, 2001:db8::/32
            deny = 10.1.0.0/16
            rate-limit = interval 1 burst 16
            symmetric-keys = /etc/chrony/chrony.keys
            """;
        ApplianceConfiguration configuration = ConfigurationReader.Read(Text).Configuration!;
        Assert.Equal("/dev/ttyS1", configuration.ReceiverPort);
        Assert.Equal(115200, configuration.ReceiverBaud);
        Assert.False(configuration.IsReceiverConfigured);
        Assert.Equal("gpio:pinctrl-rp1:4", configuration.PulseSource);
        Assert.Equal(EdgeDirection.Falling, configuration.PulseEdge);
        Assert.Equal(NtpDuration.FromNanoseconds(11_500), configuration.PulseBias);
        Assert.Equal(NtpDuration.FromNanoseconds(50), configuration.CableDelay);
        Assert.Equal(["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"], configuration.NtpAllow.Select(prefix => prefix.ToString()));
        Assert.Equal(["10.1.0.0/16"], configuration.NtpDeny.Select(prefix => prefix.ToString()));
        Assert.Equal("interval 1 burst 16 leak 3 kod 4", configuration.NtpRateLimit?.ToString());
        Assert.Equal("/etc/chrony/chrony.keys", configuration.NtpSymmetricKeyFile);
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 11123), new IPEndPoint(IPAddress.IPv6Loopback, 11123)], configuration.NtpListen);
    }

    [Fact]
    public void Read_RateLimitOff_TakesNone() => Assert.Null(ConfigurationReader.Read("[ntp]\nrate-limit = off").Configuration!.NtpRateLimit);

    [Theory]
    [InlineData("/x.conf", "/x.conf", ConfigurationPlace.OfBootPartition, ConfigurationPlace.OfSystem)]
    [InlineData(null, ConfigurationPlace.OfBootPartition, ConfigurationPlace.OfBootPartition, ConfigurationPlace.OfSystem)]
    [InlineData(null, ConfigurationPlace.OfSystem, ConfigurationPlace.OfSystem)]
    [InlineData(null, null)]
    public void Find_FilesThatAreThere_TakesTheFirst(string? given, string? found, params string[] there) =>
        Assert.Equal(found, ConfigurationPlace.Find(given, there.Contains));

    [Fact]
    public void Read_MistakeBesideAContradiction_NamesTheContradictionOnlyWhereBothLinesAreGood()
    {
        Assert.Equal(["line 2: unknown key 'threds' in [ntp]: did you mean 'threads'?", "line 6: 0.0.0.0:4460 is for key establishment and for the page: give the page in [web] another port"],
            ConfigurationReader.Read("[ntp]\nthreds = 1\n[nts-ke]\nlisten = 0.0.0.0:4460\n[web]\nlisten = 0.0.0.0:4460").Problems.Select(p => p.ToString()));
        Assert.Single(ConfigurationReader.Read("[nts-ke]\ncertificate = /c.pem\nprivate-kye = /c.key").Problems);
    }

    [Fact]
    public void ReadFile_NoSuchFile_IsAProblemAndNoException() =>
        Assert.Contains("/nowhere/x.conf", Assert.Single(ConfigurationReader.ReadFile("/nowhere/x.conf").Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Defaults_OfTheList_AreThoseOfAnEmptyFile()
    {
        string text = string.Join('\n', Settings.All.Where(s => s.Default.Length > 0).Select(s => $"[{s.Section}]\n{s.Key} = {s.Default}"));
        ApplianceConfiguration listed = ConfigurationReader.Read(text).Configuration!;
        ApplianceConfiguration empty = ConfigurationReader.Read("").Configuration!;
        Assert.All(
            typeof(ApplianceConfiguration).GetProperties(),
            property => Assert.Equal(property.GetValue(empty), property.GetValue(listed)));
    }
}
