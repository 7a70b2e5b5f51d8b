using System.Collections.Generic;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The server of tests/vectors/ntp/nts-aead15.txt: what its clock says, which keys it holds, when the request came.</summary>
internal static class Scene
{
    public static readonly PosixTime ReceivedAt = PosixTime.FromSeconds(1_790_000_000, 250_000_000);
    public static readonly PosixTime SentAt = ReceivedAt + NtpDuration.FromMicroseconds(40);
    public static readonly VectorFile Vectors = VectorFile.Load("nts-aead15.txt");

    public static readonly ClockState Locked = new()
    {
        Leap = LeapIndicator.DeleteSecond,
        Stratum = Stratum.Primary,
        ReferenceId = ReferenceId.Pps,
        Precision = new Log2Seconds(-25),
        RootDelay = NtpDuration.FromMicroseconds(100),
        RootDispersion = NtpDuration.FromMicroseconds(500),
        DispersionRate = FrequencyOffset.FromPpm(15),
        ReferenceTime = ReceivedAt - NtpDuration.FromSeconds(100),
    };

    public static NtpRequest Request(byte[] datagram) => new() { Datagram = datagram, ReceivedAt = ReceivedAt };

    public static ManualClock Clock() => new() { Time = SentAt };

    /// <summary>The keys of tests/vectors/ntp/chronyd-4.3-keys.txt.</summary>
    public static SymmetricKeys SymmetricKeys()
    {
        Assert.Equal(SymmetricKeyTextStatus.Ok, SymmetricKeyText.TryParse(VectorFile.Load("chronyd-4.3-keys.txt")["keyfile"], out IReadOnlyList<SymmetricKey> keys, out _));
        SymmetricKeys set = new();
        set.Replace(keys);
        return set;
    }

    public static KeyRing Ring()
    {
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(Vectors["ring"], 3, out KeyRing? ring, out _));
        return ring!;
    }
}
