using Nts.Ntp;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>What a client sees of a clock whose truth is known.</summary>
public sealed class NetworkClientTests
{
    private const int Seconds = 20_000;
    private static readonly NetworkModel Quiet = new() { Poll = 16, Delay = 1e-3, Jitter = 0, ClientFrequencyError = 0 };

    [Fact]
    public void Second_RightServerAndEqualWays_MeasuresTheTruth()
    {
        ClientResult result = Run(Quiet, serverError: 0, bound: 1e-6);
        // Polls are spread by up to a 32nd of their interval, and begin with a second.
        Assert.InRange(result.Answers, Seconds / 17.1, Seconds / 16.0);
        Assert.InRange(result.Rms, 0, 2e-9);
        Assert.Equal(0, result.Dishonest);
    }

    [Fact]
    public void Second_LongerWayToTheServer_ShiftsTheOffsetByHalfOfIt()
    {
        ClientResult result = Run(Quiet with { Asymmetry = 4e-3 }, serverError: 0, bound: 0);
        Assert.Equal(2e-3, result.Rms, 1e-6);
        Assert.Equal(0, result.Dishonest);
        Assert.InRange(result.WorstShare, 0.6, 0.7);
    }

    [Fact]
    public void Second_ClientThatDriftsByTenPpm_StaysWithinItsRootDistance() =>
        Assert.Equal(0, Run(Quiet with { ClientFrequencyError = 10e-6, Jitter = 1e-3, Poll = 1024 }, serverError: 50e-6, bound: 50e-6).Dishonest);

    [Fact]
    public void Second_ServerThatLies_IsFoundOut() =>
        Assert.InRange(Run(Quiet, serverError: 20e-3, bound: 1e-6).Dishonest, Seconds - 100, Seconds);

    [Fact]
    public void Second_LostPackets_AreLostBothWays() =>
        Assert.InRange(Run(Quiet with { Loss = 0.5 }, serverError: 0, bound: 0).Answers / (double)Seconds * 17, 0.22, 0.28);

    [Fact]
    public void Second_UnsynchronisedServer_GivesNoAnswer()
    {
        ClientResult result = Run(Quiet, serverError: 0, bound: null);
        Assert.Equal(0, result.Answers);
        Assert.Equal(double.NaN, result.Rms);
    }

    private static ClientResult Run(NetworkModel model, double serverError, double? bound)
    {
        SimulatedClock server = new(serverError);
        using NetworkClient client = new(model, server.TrueTime, 1);
        ClockState state = bound is double size
            ? ClockState.Unsynchronized with { Leap = LeapIndicator.None, Stratum = Stratum.Primary, RootDispersion = NtpDuration.FromSeconds(size) }
            : ClockState.Unsynchronized;
        for (int second = 0; second < Seconds; second++)
        {
            client.Second(server, state);
            server.Advance(1_000_000_000);
        }

        return client.Result;
    }
}
