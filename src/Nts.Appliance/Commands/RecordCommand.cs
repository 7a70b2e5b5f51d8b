using System;
using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Nts.Appliance.Configuration;
using Nts.Appliance.Recordings;
using Nts.Appliance.Status;
using Nts.Appliance.Timekeeping;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Server.Hosting;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance record</c>: what comes from the receiver, with the moments at which it comes, in one file for a bug report.</summary>
/// <remarks>Exit code 0 when bytes or edges came, 1 when none did or the file cannot be written, 2 for bad configuration.</remarks>
internal static class RecordCommand
{
    private const int Failed = 1;
    private const int BadConfiguration = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a timekeeper takes to notice: it looks once a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "Where the recording goes." };
        Option<string> length = new("--for") { Description = "Stop by itself after this time, such as 90s or 2h.", DefaultValueFactory = _ => "10m" };
        Option<string?> configuration = ConfigurationOption.Create();
        Option<bool> withoutPosition = new("--without-position") { Description = "Blank everything that tells where the antenna is." };
        Option<string> import = new("--import") { Description = "Make the recording of a capture of bytes alone, not of a receiver." };
        Option<bool> json = new("--json") { Description = "Print the outcome as JSON; what is told on the way goes to standard error." };
        Command command = new("record", "Write what comes from the receiver to a file that can be replayed.") { file, length, configuration, withoutPosition, import, json };
        CaptureArguments capture = new(command);
        length.Validators.Add(result =>
        {
            if (!LengthOfTime.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no length of time: write 90s or 2h");
            }
        });
        command.SetAction(result =>
        {
            Wish wish = new(result.GetValue(file)!, result.GetValue(withoutPosition), result.GetValue(json));
            try
            {
                if (result.GetValue(import) is { } source)
                {
                    return RecordingLoader.Load(source, capture.Of(result), Console.Error) is { } recording ? Save(recording, wish) : Failed;
                }

                _ = LengthOfTime.TryParse(result.GetValue(length)!, out LengthOfTime time);
                return ConfigurationReader.ReadFile(result.GetValue(configuration), Console.Error) is { Configuration: { } read } ? Record(read, time.Value, wish) : BadConfiguration;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return Failed;
            }
        });
        return command;
    }

    private static int Record(ApplianceConfiguration configuration, TimeSpan length, Wish wish)
    {
        using StopSignal stop = new(length);
        return StatusView.Of(Path.Combine(configuration.RunDirectory, StatusFile.FileName)).Problem is null
            ? RecordThroughTimekeeper(configuration.RunDirectory, length, wish, stop)
            : RecordAlone(configuration, wish, stop);
    }

    private static int RecordAlone(ApplianceConfiguration configuration, Wish wish, StopSignal stop)
    {
        using ReceiverChoice choice = new(configuration);

        // With a position to be blanked, nothing of it may reach the disk.
        using MemoryStream memory = new();
        using RecordingFile recording = new(wish.WithoutPosition ? memory : File.Create(wish.Path, 1));
        ReceiverOptions options = choice.Options with { Tap = recording };
        RecordingFacts.Note(recording, options);
        wish.Notices.WriteLine($"recording {choice.Description} until Ctrl-C");
        using (Receiver receiver = new(options, new SystemClock(), new Teller(wish.Notices)))
        {
            receiver.Start();
            while (!stop.Token.WaitHandle.WaitOne(Look) && recording.Ended is null)
            {
            }
        }

        if (recording.Ended is { } why)
        {
            Console.Error.WriteLine($"stopped: {why}");
        }

        recording.Dispose();
        return wish.WithoutPosition ? Save(RecordingReader.Read(memory.ToArray()), wish) : Tell(recording.Bytes, recording.Edges, wish);
    }

    private static int RecordThroughTimekeeper(string runDirectory, TimeSpan length, Wish wish, StopSignal stop)
    {
        string request = Path.Combine(runDirectory, RecordingDoor.RequestName);
        string finished = Path.Combine(runDirectory, RecordingDoor.FinishedName);
        if (File.Exists(request))
        {
            Console.Error.WriteLine($"another recording is under way: wait for it, or end it with 'rm {request}'");
            return Failed;
        }

        File.Delete(finished);
        File.WriteAllText(request, length.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        wish.Notices.WriteLine($"recording through the timekeeper, which has the port, for {new LengthOfTime(length)} or until Ctrl-C");
        while (!stop.Token.WaitHandle.WaitOne(Look) && File.Exists(request))
        {
        }

        File.Delete(request);
        using StopSignal patience = new(Patience);
        while (!File.Exists(finished) && !patience.Token.WaitHandle.WaitOne(Look))
        {
        }

        if (!File.Exists(finished))
        {
            Console.Error.WriteLine("the timekeeper made no recording: see its log");
            return Failed;
        }

        Recording? recording = RecordingLoader.Load(finished, new CaptureOptions(), Console.Error);
        File.Delete(finished);
        return recording is null ? Failed : Save(recording, wish);
    }

    private static int Save(Recording recording, Wish wish)
    {
        recording = wish.WithoutPosition ? PositionRemoval.Apply(recording) : recording;
        ArrayBufferWriter<byte> output = new();
        RecordingWriter.Write(recording, output);
        File.WriteAllBytes(wish.Path, output.WrittenSpan);
        long bytes = 0;
        long edges = 0;
        foreach (RecordedEvent e in recording.Events)
        {
            bytes += e.Kind is RecordedKind.Bytes ? e.Bytes.Length : 0;
            edges += e.Kind is RecordedKind.Edge ? 1 : 0;
        }

        return Tell(bytes, edges, wish);
    }

    private static int Tell(long bytes, long edges, Wish wish)
    {
        RecordOutcome outcome = new(wish.Path, bytes, edges, new FileInfo(wish.Path).Length, wish.WithoutPosition);
        Console.Out.WriteLine(wish.IsJson ? JsonSerializer.Serialize(outcome, CommandJson.Default.RecordOutcome) : $"{outcome.File}: {bytes} bytes and {edges} edges of the receiver in {outcome.FileBytes} bytes");
        wish.Notices.WriteLine(wish.WithoutPosition
            ? "The position was taken out; which satellites are used, and when, still tells the part of the world."
            : "If the receiver sends its position, the file holds it: --without-position takes it out.");
        return bytes + edges > 0 ? 0 : Failed;
    }

    /// <summary>What is wanted of a recording.</summary>
    private sealed record Wish(string Path, bool WithoutPosition, bool IsJson)
    {
        /// <summary>Where it is told how things go.</summary>
        public TextWriter Notices => IsJson ? Console.Error : Console.Out;
    }

    /// <summary>Says how the receiver is.</summary>
    private sealed class Teller(TextWriter notices) : IReceiverListener
    {
        public void OnPulse(in LabelledPulse pulse)
        {
        }

        public void OnCoarse(in CoarseObservation observation)
        {
        }

        public void OnHealth(ReceiverHealth health) => notices.WriteLine($"receiver: {health.Reason}");
    }
}
