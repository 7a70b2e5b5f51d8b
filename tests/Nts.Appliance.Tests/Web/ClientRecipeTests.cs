using System;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web;

public sealed class ClientRecipeTests
{
    [Theory]
    [InlineData("chrony-lines", "time.example", 123, 4460, true, "server time.example iburst nts\nntstrustedcerts /etc/chrony/time-server.pem")]
    [InlineData("chrony-lines", "2001:db8::1", 123, 14460, false, "server 2001:db8::1 iburst nts ntsport 14460")]
    [InlineData("chrony-trust", "time.example", 123, 4460, true, "sudo curl -fo /etc/chrony/time-server.pem http://time.example:8080/ca.pem\nopenssl x509 -noout -fingerprint -sha256 -in /etc/chrony/time-server.pem")]
    [InlineData("ntpsec-lines", "2001:db8::1", 123, 14460, true, "server [2001:db8::1]:14460 nts ca /etc/ntpsec/time-server.pem iburst")]
    [InlineData("ntpsec-lines", "time.example", 123, 4460, false, "server time.example nts iburst")]
    [InlineData("ntpd-rs-lines", "time.example", 123, 4460, true, "[[source]]\nmode = \"nts\"\naddress = \"time.example:4460\"\ncertificate-authority = \"/etc/ntpd-rs/time-server.pem\"")]
    [InlineData("ntpsec-alone", "time.example", 123, 4460, true, "echo 'tos minsane 1' | sudo tee -a /etc/ntpsec/ntp.conf")]
    [InlineData("ntpd-rs-alone", "time.example", 123, 4460, false, "sudo sed -i 's/^#minimum-agreeing-sources = 3/minimum-agreeing-sources = 1/' /etc/ntpd-rs/ntp.toml")]
    [InlineData("timesyncd-lines", "time.example", 123, 4460, true, "[Time]\nNTP=time.example")]
    [InlineData("timesyncd-lines", "time.example", 11123, 4460, true, "")]
    [InlineData("windows-lines", "192.0.2.1", 123, 4460, true, "w32tm /config /manualpeerlist:\"192.0.2.1,0x8\" /syncfromflags:manual /update\nw32tm /resync")]
    public void For_AClient_HasItsLines(string id, string host, int ntpPort, int keyPort, bool hasAuthority, string lines) => Assert.Equal(
        lines,
        ClientRecipe.For(new BoxName(host, $"http://{host}:8080", true), new ServingStatus { NtpPort = ntpPort, KeyEstablishmentPort = keyPort }, hasAuthority)
            .SelectMany(recipe => recipe.Steps).Single(step => step.Id == id).Lines.Replace("\r", "", StringComparison.Ordinal));

    [Fact]
    public void For_ACertificateOfTheOwner_TrustsNobodyNew() => Assert.DoesNotContain(
        ClientRecipe.For(new BoxName("time.example", "http://time.example", true), new ServingStatus { NtpPort = 123, KeyEstablishmentPort = 4460 }, false).SelectMany(recipe => recipe.Steps),
        step => step.Id.EndsWith("-trust", StringComparison.Ordinal) || step.Lines.Contains("time-server.pem", StringComparison.Ordinal));
}
