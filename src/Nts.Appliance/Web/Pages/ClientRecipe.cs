using System.Collections.Generic;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>How to make one kind of client use this box: what to paste, and where.</summary>
/// <param name="Id">Its name on the page.</param>
/// <param name="Title">The client.</param>
/// <param name="Kind">What it gets from this box.</param>
/// <param name="Steps">What to do, and what to paste.</param>
internal sealed record ClientRecipe(string Id, string Title, string Kind, IReadOnlyList<(string Id, string What, string Lines)> Steps)
{
    private const int UsualNtpPort = 123;
    private const int UsualKeyPort = 4460;
    private const string Authenticated = "authenticated time (NTS)";
    private const string Plain = "plain NTP: it speaks no NTS";

    /// <summary>The recipes for this box.</summary>
    /// <param name="box">Its name.</param>
    /// <param name="serving">Its ports.</param>
    /// <param name="hasAuthority">Whether clients have to be told to trust its own authority.</param>
    public static IEnumerable<ClientRecipe> For(BoxName box, ServingStatus serving, bool hasAuthority)
    {
        int keyPort = serving.KeyEstablishmentPort;
        string name = box.Host;
        yield return Nts("chrony", "chrony", "/etc/chrony/time-server.pem", box, hasAuthority,
            "Put this into /etc/chrony/conf.d/time-server.conf (where there is no such directory, at the end of /etc/chrony.conf):",
            $"server {name} iburst nts{(keyPort == UsualKeyPort ? "" : $" ntsport {keyPort}")}{(hasAuthority ? "\nntstrustedcerts /etc/chrony/time-server.pem" : "")}",
            "sudo systemctl restart chrony\nchronyc -N authdata");
        yield return Nts("ntpsec", "ntpsec", "/etc/ntpsec/time-server.pem", box, hasAuthority,
            "Put this at the end of /etc/ntpsec/ntp.conf:",
            $"server {box.WithPort(keyPort, UsualKeyPort)} nts{(hasAuthority ? " ca /etc/ntpsec/time-server.pem" : "")} iburst",
            "sudo systemctl restart ntpsec\nntpq -p",
            "echo 'tos minsane 1' | sudo tee -a /etc/ntpsec/ntp.conf");
        yield return Nts("ntpd-rs", "ntpd-rs", "/etc/ntpd-rs/time-server.pem", box, hasAuthority,
            "Put this at the end of /etc/ntpd-rs/ntp.toml:",
            $"""
            [[source]]
            mode = "nts"
            address = "{box.WithPort(keyPort, 0)}"{(hasAuthority ? "\ncertificate-authority = \"/etc/ntpd-rs/time-server.pem\"" : "")}
            """,
            "sudo systemctl restart ntpd-rs\nntp-ctl status",
            "sudo sed -i 's/^#minimum-agreeing-sources = 3/minimum-agreeing-sources = 1/' /etc/ntpd-rs/ntp.toml");
        yield return PlainNtp("timesyncd", "systemd-timesyncd", serving,
            "Put this into /etc/systemd/timesyncd.conf.d/time-server.conf:", $"[Time]\nNTP={name}",
            "sudo systemctl restart systemd-timesyncd\ntimedatectl timesync-status");
        yield return PlainNtp("windows", "Windows", serving,
            "In a terminal that runs as administrator:",
            $"w32tm /config /manualpeerlist:\"{name},0x8\" /syncfromflags:manual /update\nw32tm /resync",
            "w32tm /query /status");
    }

    private static ClientRecipe Nts(string id, string title, string file, BoxName box, bool hasAuthority, string where, string lines, string restart, string? alone = null)
    {
        List<(string, string, string)> steps = hasAuthority
            ? [($"{id}-trust", "Fetch the certificate of this box’s own authority, and compare its fingerprint with the one above:",
                $"sudo curl -fo {file} {box.Site}/ca.pem\nopenssl x509 -noout -fingerprint -sha256 -in {file}")]
            : [];
        steps.Add(($"{id}-lines", where, lines));
        if (alone is not null)
        {
            steps.Add(($"{id}-alone", "As Debian installs it, it follows nobody until three servers agree. Where this box is the only one that it reaches, let one be enough:", alone));
        }

        return new(id, title, Authenticated, [.. steps, ($"{id}-restart", "Restart it, and look what it says:", restart)]);
    }

    private static ClientRecipe PlainNtp(string id, string title, ServingStatus serving, string where, string lines, string restart) => new(
        id, title, Plain,
        serving.NtpPort == UsualNtpPort
            ? [($"{id}-lines", where, lines), ($"{id}-restart", "Then look what it says:", restart)]
            : [($"{id}-lines", $"It asks port {UsualNtpPort} only, and this box answers on port {serving.NtpPort}: it cannot use this box as it is.", "")]);
}
