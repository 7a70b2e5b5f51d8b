using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The long run of tests/interop/soak: it asks for minutes in NTS_SOAK_MINUTES and follows the table as it grows.</summary>
public sealed class SoakTests
{
    private static readonly TimeSpan BetweenRows = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task ChronydAndNtpd_OverNts_StaySynchronised()
    {
        Skip.IfNot(
            double.TryParse(Environment.GetEnvironmentVariable("NTS_SOAK_MINUTES"), CultureInfo.InvariantCulture, out double minutes),
            "a long run: start it by tests/interop/soak");
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using VethPair network = await VethPair.Create();
        ServerAddress address = new(network.Server.Address, 11123, 14460);
        using Appliance server = await Appliance.Run(network.Server, address, certificates).Locked();
        using Chronyd chronyd = Chronyd.Client(network.Server, address, certificates.Ca, poll: 0);
        using Ntpd ntpd = Ntpd.Client(network.Client, address, certificates.Ca);
        ChronyReport chrony = await Wait.Until(60, chronyd.Report, r => r is { Selected: true, Reach: "377" }, r => $"{r}\n{chronyd.Process.Log}");
        NtpdReport ntp = await Wait.Until(90, ntpd.Report, r => r is { Selected: true, Reach: "377" }, r => $"{r}\n{ntpd.Process.Log}");

        Directory.CreateDirectory(Programs.Artifact("soak"));
        using StreamWriter table = new(Programs.Artifact("soak/table.txt")) { AutoFlush = true };
        table.WriteLine("         chronyd                                ntpd");
        table.WriteLine("seconds  reach  NAK  cookies  sent  valid  auth  reach  errors  cookies  sent   good  auth  establishments");
        int rows = (int)Math.Ceiling(minutes * 60 / BetweenRows.TotalSeconds);
        string? failure = null;
        for (int row = 1; row <= rows && failure is null; row++)
        {
            await Task.Delay(BetweenRows);
            (chrony, ntp) = (await chronyd.Report(), await ntpd.Report());
            table.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row * BetweenRows.TotalSeconds,7}  {chrony.Reach,5}  {chrony.Naks,3}  {chrony.Cookies,7}  {chrony.Sent,4}  {chrony.Valid,5}  {chrony.Authenticated,4}  {ntp.Reach,5}  {ntp.Bad,6}  {ntp.Cookies,7}  {ntp.Sent,4}  {ntp.Good,5}  {ntp.Authenticated,4}  {ntp.KeyEstablishments}"));
            failure = Judge(chrony, ntp);
        }

        table.WriteLine(failure is null ? "verdict: both stayed synchronised, authenticated, with cookies in stock" : "verdict: FAILED: " + failure);
        Assert.True(failure is null, $"{failure}\n{chronyd.Process.Log}\n{ntpd.Process.Log}\n{server.Process.Log}");
    }

    private static string? Judge(ChronyReport chrony, NtpdReport ntp) => (chrony, ntp) switch
    {
        ({ Selected: false } or { Reach: not "377" } or { Authenticated: false }, _) => "chronyd is not synchronised",
        ({ Naks: > 0 } or { Cookies: < 7 }, _) => "chronyd's cookies were refused or run out",
        (_, { Selected: false } or { Reach: not "377" } or { Authenticated: false }) => "ntpd is not synchronised",
        (_, { Bad: > 0 } or { Cookies: < 7 } or { KeyEstablishments: not 1 }) => "ntpd's cookies were refused or run out",
        _ => null,
    };
}
