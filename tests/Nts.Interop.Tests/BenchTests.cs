using System;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary><c>nts bench</c> as the program that ships, on chronyd.</summary>
public sealed class BenchTests
{
    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("nts", "--cookies", "1")]
    [InlineData("nts", "--cookies", "8", "--verify", "sample", "--clients", "5")]
    public async Task Bench_OfChronyd_CountsEveryReplyAndFindsNoneInvalid(string mode, params string[] options)
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);
        await address.Listens();

        string[] nts = mode == "nts" ? ["--ke", $"{address.Host}:{address.KeyEstablishmentPort}", "--cert", certificates.Ca] : [];
        Outcome outcome = await NtsTool.Run(
            Place.Loopback, "bench", [$"{address.Host}:{address.NtpPort}", "--mode", mode, .. nts, .. options, "--count", "3000", "--seconds", "60", "--json"]);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal((3000, 0), (json.GetProperty("sent").GetInt32(), json.GetProperty("invalid").GetInt32()));
        Assert.InRange(json.GetProperty("received").GetInt32(), 1, 3000);
        Assert.True(json.GetProperty("residenceMicroseconds").GetProperty("p50").GetDouble() > 0, outcome.ToString());
        Assert.True(json.GetProperty("errorMicroseconds").GetProperty("p50").GetDouble() < 1e6, outcome.ToString());
    }

    [SkippableFact]
    public async Task Bench_WithAnUntrustedCa_SaysSo()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);
        await address.Listens();
        Outcome outcome = await NtsTool.Run(
            Place.Loopback, "bench", $"{address.Host}:{address.NtpPort}", "--mode", "nts", "--ke", $"{address.Host}:{address.KeyEstablishmentPort}", "--cert", certificates.OtherCa);
        Assert.True(outcome.ExitCode == 1 && outcome.Output.Length == 0, outcome.ToString());
        Assert.Contains("key establishment with 127.0.0.1 port", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "192.0.2.1 is not this machine", "192.0.2.1")]
    [InlineData(2, "--cookies is 1 to 8", "localhost", "--mode", "nts", "--cookies", "9")]
    [InlineData(1, "no reply", "127.0.0.1:1", "--seconds", "0.1", "--warm-up", "0")]
    public async Task Bench_WithoutAServerToLoad_SaysWhyInItsExitCode(int exitCode, string reason, params string[] arguments)
    {
        Outcome outcome = await NtsTool.Run(Place.Loopback, "bench", arguments);
        Assert.True(outcome.ExitCode == exitCode && outcome.Errors.Contains(reason, StringComparison.Ordinal), outcome.ToString());
    }
}
