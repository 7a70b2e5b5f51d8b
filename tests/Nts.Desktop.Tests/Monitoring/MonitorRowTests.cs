using System.Net;
using Nts.Client;
using Nts.Ntp;
using Nts.Server.Client;
using Nts.Time;

namespace Nts.Desktop.Monitoring;

public sealed class MonitorRowTests
{
    private static readonly MonotonicTime Now = MonotonicTime.FromNanoseconds(100_500_000_000);

    [Fact]
    public void Cells_NothingYet_SaySo() => Assert.Equal("a - - - - - - - - - starting", string.Join(' ', new MonitorRow("a", null).Cells(Now)));

    [Fact]
    public void Cells_Reachable_ShowWhatWasMeasured()
    {
        FilteredSample best = new(
            ClockOffset.FromSeconds(-0.0125), NtpDuration.FromSeconds(0.03), NtpDuration.Zero, NtpDuration.FromSeconds(0.0001), Now - NtpDuration.FromSeconds(7));
        string[] cells = new MonitorRow("a", Report(AssociationState.Reachable, AssociationTrouble.None, best, string.Empty)).Cells(Now);
        Assert.Equal("a|1|003|64 s|-12.500 ms|30.000 ms|100.0 us|8|2|7 s|reachable", string.Join('|', cells));
    }

    [Theory]
    [InlineData(AssociationState.NoKeys, AssociationTrouble.KeyEstablishment, "Connection refused", "no keys, key establishment failed: Connection refused")]
    [InlineData(AssociationState.Reachable, AssociationTrouble.Nak, "", "reachable, cookie not accepted (NAK)")]
    [InlineData(AssociationState.Denied, AssociationTrouble.Denied, "", "denied, service denied")]
    public void State_Trouble_IsSaidInWords(AssociationState state, AssociationTrouble trouble, string failure, string expected) =>
        Assert.Equal(expected, new MonitorRow("a", Report(state, trouble, null, failure)).Cells(Now)[^1]);

    private static AssociationReport Report(AssociationState state, AssociationTrouble trouble, FilteredSample? best, string failure) => new(
        new()
        {
            State = state,
            Trouble = trouble,
            Reach = 0b11,
            Poll = new(6),
            Header = new NtpHeader { Stratum = Stratum.Primary },
            Best = best,
            RootDistance = null,
            Cookies = 8,
            Polls = 3,
            Sent = 3,
            Accepted = 2,
            Naks = 2,
            KeyEstablishments = 1,
            LastAnswer = best is null ? null : Now - NtpDuration.FromSeconds(7),
        },
        null,
        new IPEndPoint(IPAddress.Loopback, 123),
        failure);
}
