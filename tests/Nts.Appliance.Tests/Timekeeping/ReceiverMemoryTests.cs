using System;
using System.IO;
using Nts.Drivers.GpsPps;
using Nts.Server.Hosting;

namespace Nts.Appliance.Timekeeping;

public sealed class ReceiverMemoryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Take_PlaceFound_IsThereAtTheNextStart()
    {
        ReceiverPlace place = new("/dev/ttyAMA0", 115_200);
        Memory().Take(new ReceiverHealth(ReceiverState.Paired, "") { Place = place });
        Assert.Equal(place, Memory().Place);
    }

    [Fact]
    public void Take_SimulatedReceiver_IsNotRemembered()
    {
        Memory().Take(new ReceiverHealth(ReceiverState.Paired, "") { Place = new("/dev/pts/1", 9_600), Simulation = "yes" });
        Assert.Null(Memory().Place);
    }

    [Fact]
    public void Take_DirectoryIsGone_IsAWarningAndNoException()
    {
        StringWriter log = new();
        ReceiverMemory memory = new(Path.Combine(_directory.FullName, "nowhere"), EventLog.On(log));
        memory.Take(new ReceiverHealth(ReceiverState.Paired, "") { Place = new("/dev/ttyAMA0", 9_600) });
        memory.Take(new ReceiverHealth(ReceiverState.Paired, "") { Place = new("/dev/ttyAMA0", 9_600) });
        Assert.Equal(2, log.ToString().Split("has to look for it again").Length);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("/dev/ttyAMA0", "no rate")]
    [InlineData("/dev/ttyAMA0 fast", "a rate that is no number")]
    [InlineData("/dev/ttyAMA0 1", "a rate that no port has")]
    [InlineData("/dev/ttyAMA0 99999999", "one that none has either")]
    [InlineData("ttyAMA0 9600", "not a path")]
    [InlineData("/dev/tty AMA0 9600", "a word too many")]
    public void Place_FileIsDamaged_CountsAsNothing(string content, string reason)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "receiver"), content);
        Assert.True(Memory().Place is null, reason);
    }

    private ReceiverMemory Memory() => new(_directory.FullName, EventLog.On(TextWriter.Null));
}
