using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Appliance.Status;

public sealed class StatusFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("nts-status-").FullName;

    private string StatusPath => Path.Combine(_directory, StatusFile.FileName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void TryRead_AfterPublish_GivesTheDocumentBack()
    {
        using StatusPublisher publisher = new(_directory);
        publisher.Publish(Document("locked", 3));
        Assert.True(StatusFile.TryRead(StatusPath, out byte[] bytes, out _));
        StatusDocument document = JsonSerializer.Deserialize(bytes, StatusJson.Default.StatusDocument)!;
        Assert.Equal("locked", document.Clock.State);
        Assert.Equal(3, document.Ntp["answered"]);
    }

    [Fact]
    public async Task TryRead_WhileTheWriterWrites_NeverSeesAMixture()
    {
        using StatusPublisher publisher = new(_directory);
        publisher.Publish(Document(Text(0), 0));
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                publisher.Publish(Document(Text(i), i));
            }
        });
        bool Running() => StatusFile.TryRead(StatusPath, out byte[] bytes, out _)
            && JsonSerializer.Deserialize(bytes, StatusJson.Default.StatusDocument)!.Ntp["answered"] > 100;
        Assert.True(SpinWait.SpinUntil(Running, TimeSpan.FromSeconds(30)));
        for (int i = 0; i < 3000; i++)
        {
            if (StatusFile.TryRead(StatusPath, out byte[] bytes, out _))
            {
                StatusDocument document = JsonSerializer.Deserialize(bytes, StatusJson.Default.StatusDocument)!;
                Assert.Equal(Text(document.Ntp["answered"]), document.Clock.State);
            }
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void TryRead_WriterDiedWhileItWrote_GivesNoDocument()
    {
        using StatusPublisher publisher = new(_directory);
        publisher.Publish(Document("locked", 0));
        using (FileStream file = new(StatusPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = StatusFile.SequenceOffset;
            file.WriteByte(3);
        }

        Assert.False(StatusFile.TryRead(StatusPath, out _, out string reason));
        Assert.Contains("half written", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_NoFile_SaysThatNobodyPublishes()
    {
        Assert.False(StatusFile.TryRead(StatusPath, out _, out string reason));
        Assert.Contains("no timekeeper publishes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AfterThePublisherEnded_SaysThatNobodyPublishes()
    {
        using (StatusPublisher publisher = new(_directory))
        {
            publisher.Publish(Document("locked", 0));
        }

        Assert.False(StatusFile.TryRead(StatusPath, out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(StatusFile.Size)]
    public void TryRead_FileOfSomethingElse_IsRefused(int size)
    {
        File.WriteAllBytes(StatusPath, new byte[size]);
        Assert.False(StatusFile.TryRead(StatusPath, out _, out string reason));
        Assert.NotEmpty(reason);
    }

    /// <summary>Long, so that a reader meets the writer at work.</summary>
    private static string Text(long n) => new((char)('a' + (n % 26)), 40_000 + (int)(n % 500));

    internal static StatusDocument Document(string state, long answered) => new()
    {
        Clock = new() { State = state, Stratum = 1, ReferenceId = "GPS" },
        Receiver = new() { Simulated = true },
        Ntp = new() { ["answered"] = answered },
    };
}
