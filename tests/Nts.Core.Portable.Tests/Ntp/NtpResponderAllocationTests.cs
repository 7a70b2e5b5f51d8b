using System;
using Nts.Crypto;

namespace Nts.Ntp;

public sealed class NtpResponderAllocationTests
{
    private const int Rounds = 10_000;

    [Theory]
    [InlineData("plain")]
    [InlineData("one-cookie.request")]
    [InlineData("eight-cookies.request")]
    [InlineData("unknown-key.request")]
    public void Respond_ManyRequests_AllocatesNothing(string name)
    {
        byte[] request = name == "plain" ? VectorFile.Load("chronyd-4.3.txt")["client.v4"] : Scene.Vectors[name];
        NtpResponder responder = new(Scene.Ring(), SystemRandom.Instance);
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        TestKit.ManualClock clock = Scene.Clock();
        Run(responder, request, clock, reply);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(responder, request, clock, reply);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(NtpResponder responder, byte[] request, TestKit.ManualClock clock, byte[] reply)
    {
        for (int i = 0; i < Rounds; i++)
        {
            responder.Respond(Scene.Request(request), Scene.Locked, clock, reply);
        }
    }
}
