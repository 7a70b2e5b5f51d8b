using Nts.Crypto;
using Nts.TestKit;

namespace Nts.Ntp;

public sealed class NtpResponderAllocationTests
{
    private const int Rounds = 10_000;

    private static readonly VectorFile Keyed = VectorFile.Load("chronyd-4.3-keys.txt");

    [Theory]
    [InlineData("client.v4-md5")]
    [InlineData("client.v4-sha1")]
    [InlineData("client.v4-sha256")]
    [InlineData("client.v4-sha384")]
    [InlineData("client.v3-sha512")]
    [InlineData("client.v4-aes128")]
    public void Respond_ManyRequestsWithSymmetricKeys_AllocatesNothing(string name) =>
        AssertAllocatesNothing(Keyed[name], new ServicePolicy { SymmetricKeys = Scene.SymmetricKeys() }, RespondReason.Mac);

    [Theory]
    [InlineData(1, RespondReason.AccessDenied)]
    [InlineData(2, RespondReason.RateLimited)]
    public void Respond_ManyRefusedRequests_AllocatesNothing(int which, RespondReason reason)
    {
        ServicePolicy denied = new() { Access = AccessList.Create([], []) };
        ServicePolicy limited = new() { RateLimit = new RateLimit { Interval = RateLimit.MaxInterval, Burst = 1 } };
        AssertAllocatesNothing(VectorFile.Load("chronyd-4.3.txt")["client.v4"], which == 1 ? denied : limited, reason);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("one-cookie.request")]
    [InlineData("eight-cookies.request")]
    [InlineData("unknown-key.request")]
    public void Respond_ManyRequests_AllocatesNothing(string name)
    {
        byte[] request = name == "plain" ? VectorFile.Load("chronyd-4.3.txt")["client.v4"] : Scene.Vectors[name];
        AssertAllocatesNothing(request, null, null);
    }

    private static void AssertAllocatesNothing(byte[] request, ServicePolicy? policy, RespondReason? reason)
    {
        NtpResponder responder = new(Scene.Ring(), SystemRandom.Instance, policy);
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        ManualClock clock = Scene.Clock();
        bool seen = false;
        Assert.Equal(0, Allocated.During(() => seen |= Run(responder, request, clock, reply, reason)));
        Assert.True(seen);
    }

    private static bool Run(NtpResponder responder, byte[] request, ManualClock clock, byte[] reply, RespondReason? reason)
    {
        bool seen = reason is null;
        for (int i = 0; i < Rounds; i++)
        {
            seen |= responder.Respond(Scene.Request(request), Scene.Locked, clock, reply).Reason == reason;
        }

        return seen;
    }
}
