using System;
using System.IO;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Recordings;

public sealed class RecordingDoorTests : IDisposable
{
    private static readonly NtpDuration Second = NtpDuration.FromSeconds(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("nts-recording-").FullName;
    private readonly StringWriter _log = new();
    private MonotonicTime _now = MonotonicClock.Now();

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        _log.Dispose();
    }

    [Fact]
    public void OnTick_Request_RecordsUntilItGoesAway()
    {
        using RecordingDoor door = Door();
        Pass(door, "before");
        Ask("600");
        Pass(door, "one");
        Pass(door, "two");
        File.Delete(Path.Combine(_directory, RecordingDoor.RequestName));
        Pass(door, "after the request");

        Recording recording = Finished();
        Assert.Null(recording.Damage);
        Assert.Equal(["one", "two"], Texts(recording));
        Assert.Contains("port: /dev/ttyTEST", recording.Notes);
        Assert.Contains("baud: 9600", recording.Notes);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("nonsense", 1)]
    [InlineData("-5", 1)]
    [InlineData("NaN", 1)]
    public void OnTick_RequestedTimeIsOver_EndsAndTakesTheRequestAway(string seconds, int recorded)
    {
        using RecordingDoor door = Door();
        Ask(seconds);
        for (int i = 0; i < 5; i++)
        {
            Pass(door, $"{i}");
        }

        Assert.Equal(recorded, Texts(Finished()).Length);
        Assert.False(File.Exists(Path.Combine(_directory, RecordingDoor.RequestName)));
    }

    [Fact]
    public void OnTick_RecordingOfTheLargestSize_Ends()
    {
        using RecordingDoor door = Door();
        Ask("600");
        Pass(door, "start");
        byte[] bytes = new byte[60_000];
        for (int i = 0; i < 400; i++)
        {
            door.OnBytes(bytes, _now);
        }

        Pass(door, "lost");
        Assert.InRange(new FileInfo(Path.Combine(_directory, RecordingDoor.FinishedName)).Length, RecordingFile.LongestFile, RecordingFile.LongestFile + 300_000);
        Assert.Null(Finished().Damage);
    }

    [Fact]
    public void Dispose_WhileRecording_LeavesItWhole()
    {
        using (RecordingDoor door = Door())
        {
            Ask("600");
            Pass(door, "one");
        }

        Assert.Null(Finished().Damage);
    }

    [Fact]
    public void OnTick_RecordingMadeBeforeByACrash_IsReplaced()
    {
        File.WriteAllText(Path.Combine(_directory, RecordingDoor.UnfinishedName), "rest");
        using RecordingDoor door = Door();
        Ask("1");
        Pass(door, "one");
        Pass(door, "two");
        Assert.Equal(["one"], Texts(Finished()));
    }

    private static string[] Texts(Recording recording) => [.. recording.Events.Where(e => e.Kind is RecordedKind.Bytes).Select(e => e.Text)];

    private RecordingDoor Door() =>
        new(_directory, new EventLog(_log, TimeProvider.System, journal: false)) { Receiver = new ReceiverOptions("/dev/ttyTEST", 9600) };

    private void Ask(string seconds) => File.WriteAllText(Path.Combine(_directory, RecordingDoor.RequestName), seconds);

    private Recording Finished() => RecordingReader.Read(File.ReadAllBytes(Path.Combine(_directory, RecordingDoor.FinishedName)));

    /// <summary>A tick, then something from the receiver.</summary>
    private void Pass(RecordingDoor door, string bytes)
    {
        door.OnTick(_now);
        door.OnBytes(System.Text.Encoding.ASCII.GetBytes(bytes), _now);
        door.OnEdge(new PulseEdge(PosixTime.FromSeconds(1_795_000_000), _now, 1));
        _now += Second;
    }
}
