using System;
using System.Linq;

namespace Nts.Appliance.Status;

/// <summary>What the commands print, for one document; the real thing stands in docs/commands.md.</summary>
public sealed class ViewTextTests
{
    private readonly StatusDocument _status = new()
    {
        Clock = new()
        {
            State = "locked",
            Leap = 0,
            Stratum = 1,
            ReferenceId = "GPS",
            RootDispersionSeconds = 22e-6,
            OffsetSeconds = -12e-9,
            OffsetSigmaSeconds = 8e-9,
            FrequencyPpm = 20.12345,
            FrequencySigmaPpm = 0.0012,
            Pulses = new() { ["accepted"] = 9 },
            SteersSystemClock = true,
        },
        Tracking = new()
        {
            ReferenceTime = "2026-11-22T20:00:00.000000000Z",
            RmsOffsetSeconds = 34e-9,
            ResidualFrequencyPpm = 0.0123,
            UpdateIntervalSeconds = 1.0000001,
            Pulse = new() { Reach = 255, LastSeconds = 0.4, OffsetSeconds = 45e-9, ErrorSeconds = 84e-9 },
            Sentences = new() { Reach = 127, LastSeconds = 1.2, OffsetSeconds = -0.1204, ErrorSeconds = 0.05 },
        },
        Ntp = new() { ["ntp"] = 100, ["nts"] = 20, ["rate-limited"] = 7, ["rate-kiss"] = 2, ["cookie-key-unknown"] = 1, ["reply-interleaved"] = 5 },
        KeyEstablishment = new() { ["session-answered"] = 3, ["session-timed-out"] = 1, ["request-answered"] = 3 },
        KeyEstablishmentState = "serving on 0.0.0.0:4460",
        Clients =
        [
            new() { Address = "192.0.2.7", Requests = 1234, Nts = 1230, Dropped = 4, IntervalSeconds = 62.5, LastSeconds = 12.3 },
            new() { Address = "2001:db8:1234:5678:9abc:def0:1234:5678", Requests = 1, LastSeconds = 12_000 },
        ],
        Keys = new() { Mode = "rotate", File = "/var/lib/nts-appliance/cookie-keys", CurrentId = "9e3b77d0", AgeSeconds = 3 * 3600, NextRotationSeconds = 21 * 3600, PreviousIds = ["03ac55e1"], UpcomingIds = ["5f0c1a22"] },
        Certificate = new() { Summary = "server.pem, valid until 2028", NotAfter = "2028-11-22T00:00:00Z" },
    };

    [Fact]
    public void Tracking_Locked_HasTheLinesOfChronyc() => Assert.StartsWith("""
        Reference ID    : 47505300 (GPS)
        Stratum         : 1
        Ref time (UTC)  : Sun Nov 22 20:00:00 2026
        System time     : 0.000000012 seconds fast of NTP time
        Last offset     : -0.000000045 seconds
        RMS offset      : 0.000000034 seconds
        Frequency       : 20.1235 ppm slow
        Residual freq   : +0.0123 ppm
        Skew            : 0.0012 ppm
        Root delay      : 0.000000000 seconds
        Root dispersion : 0.000022000 seconds
        Update interval : 1.0 seconds
        Leap status     : Normal

        """, TrackingText.Render(_status), StringComparison.Ordinal);

    [Fact]
    public void Tracking_BeforeTheFirstPulse_MakesNothingUp()
    {
        string text = TrackingText.Render(new StatusDocument { Clock = new() { Leap = 3, Stratum = 16, ReferenceId = "INIT" } });
        Assert.StartsWith("Reference ID    : 00000000 ()\n", text, StringComparison.Ordinal);
        Assert.Contains("Leap status     : Not synchronised\n", text, StringComparison.Ordinal);
        Assert.Equal(7, text.Split('\n').Count(line => line.EndsWith(": not measured yet", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sources_Locked_HasTheColumnsOfChronyc() => Assert.StartsWith("""
        MS Name/IP address         Stratum Poll Reach LastRx Last sample
        ===============================================================================
        #* PPS                           0   0   377      0   +12ns[  -45ns] +/-   84ns
        #- GPS                           0   0   177      1  +120ms[ +120ms] +/-   50ms

        """, SourcesText.Render(_status), StringComparison.Ordinal);

    [Theory]
    [InlineData("locked", 255, true)]
    [InlineData("locked", 0, false)]
    [InlineData("holdover", 0, false)]
    [InlineData("cold", 1, false)]
    public void Sources_ByStateAndReach_AreFollowedOrNot(string state, int reach, bool isFollowed)
    {
        _status.Clock.State = state;
        _status.Tracking.Pulse.Reach = reach;
        Assert.Equal(isFollowed, SourcesText.IsFollowed(_status));
        Assert.Contains(isFollowed ? "#* PPS" : "#? PPS", SourcesText.Render(_status), StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_Two_AreAlignedBelowEachOther() => Assert.Equal("""
        Address                                     NTP      NTS     Drop Int  Last
        ===========================================================================
        192.0.2.7                                  1234     1230        4   6    12
        2001:db8:1234:5678:9abc:def0:1234:5678        1        0        0   -  200m
        """, ClientsText.Render(_status));

    [Fact]
    public void Gps_Satellites_AreListedBySystemAndNumber()
    {
        _status.Receiver.Satellites =
        [
            new() { System = "GPS", Number = 21, Elevation = 5, Azimuth = 340 },
            new() { System = "Galileo", Number = 11, Elevation = 61, Azimuth = 88, Signal = 44, IsUsed = true },
            new() { System = "GPS", Number = 3, Signal = 31, IsUsed = false },
        ];
        Assert.EndsWith("""


            System         No.   Elev   Azim   C/N0  Use
            ============================================
            GPS              3      -      -     31  no
            GPS             21      5    340      -  -
            Galileo         11     61     88     44  used
            """, ReceiverText.Render(_status), StringComparison.Ordinal);
    }

    [Fact]
    public void Gps_NoSatellites_HasNoTable() => Assert.DoesNotContain("C/N0", ReceiverText.Render(_status), StringComparison.Ordinal);

    [Fact]
    public void Clients_None_SaysWhy() => Assert.Contains("client-list", ClientsText.Render(new StatusDocument()), StringComparison.Ordinal);

    [Fact]
    public void ServerStats_Counters_AddUp()
    {
        string text = ServerText.Render(_status);
        Assert.Contains("NTP packets received           : 130\n", text, StringComparison.Ordinal);
        Assert.Contains("NTP packets dropped            : 7\n", text, StringComparison.Ordinal);
        Assert.Contains("NTP packets answered           : 120\n", text, StringComparison.Ordinal);
        Assert.Contains("Kisses (RATE, DENY, NAK)       : 3\n", text, StringComparison.Ordinal);
        Assert.Contains("NTS-KE connections             : 4\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  cookie-key-unknown                      1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_OfAnOwner_TellTheNextRotation() => Assert.Equal("""
        Cookie keys   : rotate: drawn here
        Current key   : 9e3b77d0 for 3 h
        Next rotation : in 21 h
        Keys to come  : 5f0c1a22
        Former keys   : 03ac55e1
        File          : /var/lib/nts-appliance/cookie-keys
        """, KeysText.Render(_status));

    [Fact]
    public void Keys_OfAFollowerInTrouble_TellIt()
    {
        _status.Keys = new() { Mode = "follow", CurrentId = "9e3b77d0", Problem = "the file is gone" };
        Assert.Contains("Next rotation : when the other server rotates\n", KeysText.Render(_status), StringComparison.Ordinal);
        Assert.EndsWith("PROBLEM       : the file is gone", KeysText.Render(_status), StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_InService_IsSummedUp() => Assert.Contains(": server.pem, valid until 2028\n", CertificateText.Render(_status), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "+0ns")]
    [InlineData(-45e-9, "-45ns")]
    [InlineData(9.9994e-6, "+9999ns")]
    [InlineData(9.9996e-6, "+10us")]
    [InlineData(-0.3, "-300ms")]
    [InlineData(123456, "+123456s")]
    public void Short_AnyTime_HasAtMostFourDigits(double seconds, string text) => Assert.Equal(text, Columns.Short(seconds, isSigned: true));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(9999.0, "9999")]
    [InlineData(12_000.0, "200m")]
    [InlineData(720_000.0, "200h")]
    [InlineData(8_640_000.0, "100d")]
    [InlineData(95_000_000.0, "3y")]
    public void Ago_AnyLength_TakesTheUnitThatSuits(double? seconds, string text) => Assert.Equal(text, Columns.Ago(seconds));
}
