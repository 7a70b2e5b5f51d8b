using System;
using System.IO;
using Nts.Time;

namespace Nts.Appliance.Status;

public sealed class StatusViewTests : IDisposable
{
    private static readonly MonotonicTime PublishedAt = MonotonicTime.FromNanoseconds(1_000_000_000_000);

    private readonly string _directory = Directory.CreateTempSubdirectory("nts-view-").FullName;

    private string StatusPath => Path.Combine(_directory, StatusFile.FileName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(6, true)] // the timekeeper is gone
    [InlineData(-1, true)] // the machine was started anew
    public void Of_DocumentOfAnAge_IsBelievedWhileYoung(double age, bool isOld)
    {
        using StatusPublisher publisher = new(_directory);
        publisher.Publish(StatusFileTests.Document("locked", 0) with { PublishedAtMonotonicNanoseconds = PublishedAt.Nanoseconds });
        StatusView view = StatusView.Of(StatusPath, () => PublishedAt + NtpDuration.FromSeconds(age));
        Assert.Equal("locked", view.Status!.Clock.State);
        Assert.Equal(isOld, view.Problem is not null);
    }

    [Fact]
    public void Of_NoFile_HasAProblemAndNoDocument()
    {
        StatusView view = StatusView.Of(StatusPath, () => PublishedAt);
        Assert.Null(view.Status);
        Assert.Contains("no timekeeper publishes", view.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_BeforeTheFirstDocument_SaysThatItIsAboutToStart()
    {
        using StatusPublisher publisher = new(_directory);
        Assert.Contains("about to start", StatusView.Of(StatusPath, () => PublishedAt).Problem, StringComparison.Ordinal);
    }
}
