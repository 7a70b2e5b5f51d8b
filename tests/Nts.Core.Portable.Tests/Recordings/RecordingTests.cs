using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Discipline;
using Nts.Gnss;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Recordings;

public sealed class RecordingTests
{
    private static readonly MonotonicTime Start = At(5_000_000_000_000);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        Seeded random = Seeded.Create();
        for (int run = 0; run < 200; run++)
        {
            List<RecordedEvent> events = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Random(random))];
            Recording read = RecordingReader.Read(Write(events));

            Assert.True(read.Damage is null, $"{random}: {read.Damage}");
            AssertEqual(events, read.Events, random.ToString());
        }
    }

    // The page's bytes were put together by another program.
    [Fact]
    public void Write_ExampleOfThePage_GivesItsBytes()
    {
        RecordedEvent note = new(RecordedKind.Note, At(0)) { Bytes = Encoding.UTF8.GetBytes("baud: 9600") };
        RecordedEvent edge = new(RecordedKind.Edge, At(1_000_000_000)) { Edge = new(PosixTime.FromSeconds(1_795_000_000), At(1_000_000_000), 7) };
        RecordedEvent bytes = new(RecordedKind.Bytes, At(1_120_000_000)) { Bytes = "$GN"u8.ToArray() };

        string page = File.ReadAllText(Path.Combine(Capture.RepositoryRoot, "docs", "recording-format.md"));
        string example = page.Split("```hex")[1].Split("```")[0];
        Assert.Equal(Hex.Bytes(example), Write([note, edge, bytes]));
    }

    [Fact]
    public void Read_CutAnywhere_GivesTheWholeRecordsBeforeTheCut()
    {
        Seeded random = Seeded.Create();
        List<RecordedEvent> events = [.. Enumerable.Range(0, 12).Select(_ => Random(random))];
        byte[] file = Write(events);
        int[] ends = [.. Enumerable.Range(0, events.Count + 1).Select(count => Write(events[..count]).Length - EndLength(events, count))];
        for (int length = 9; length < file.Length; length++)
        {
            Recording read = RecordingReader.Read(file.AsMemory(0, length));

            int whole = ends.Count(end => end <= length) - 1;
            AssertEqual(events[..whole], read.Events, $"{random} cut at {length}");
            Assert.StartsWith($"at byte {ends[whole]} the file was cut off", read.Damage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_AnyByteDamaged_GivesTheRecordsBeforeItAndSaysWhere()
    {
        Seeded random = Seeded.Create();
        List<RecordedEvent> events = [.. Enumerable.Range(0, 12).Select(_ => Random(random))];
        byte[] file = Write(events);
        int[] ends = [.. Enumerable.Range(0, events.Count + 1).Select(count => Write(events[..count]).Length - EndLength(events, count))];
        for (int offset = 9; offset < file.Length; offset++)
        {
            byte[] damaged = [.. file];
            damaged[offset] ^= (byte)(1 << random.Next(8));
            Recording read = RecordingReader.Read(damaged);

            int whole = ends.Count(end => end <= offset) - 1;
            AssertEqual(events[..whole], read.Events, $"{random} damaged at {offset}");
            Assert.StartsWith($"at byte {ends[whole]} ", read.Damage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_RandomBytesWithGoodChecks_DoesNotThrow()
    {
        Seeded random = Seeded.Create();
        for (int run = 0; run < 20_000; run++)
        {
            byte[] record = [(byte)random.Next(5), (byte)random.Next(30), .. Enumerable.Range(0, 30).Select(_ => (byte)random.Next(256))];
            Recording read = RecordingReader.Read((byte[])[.. RecordingFormat.Header, .. WithCheck(record[..(2 + record[1])])]);

            Assert.True(read.Events.Count <= 1, random.ToString());
        }
    }

    [Theory]
    [InlineData("", "this is not a recording")]
    [InlineData("24 47 50 52 4d 43", "this is not a recording")] // a raw capture
    [InlineData("89 4e 54 53 52 45 43 0d 0a 01", "this is not a recording")] // line ends changed on the way
    [InlineData("89 4e 54 53 52 45 43 0a", "this recording was made by a later version")] // cut within the header
    [InlineData("89 4e 54 53 52 45 43 0a 02", "this recording was made by a later version")]
    public void Read_NoRecording_SaysSo(string file, string words)
    {
        FormatException e = Assert.Throws<FormatException>(() => RecordingReader.Read(Hex.Bytes(file)));
        Assert.StartsWith(words, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01 82 80", "the file was cut off")] // within a length
    [InlineData("01 ff ff ff ff ff ff ff ff ff ff 01", "a record has no length")]
    [InlineData("01 80 80 04 00", "a record is longer than any can be")]
    [InlineData("01 05 00 41", "the file was cut off, or a record's length is damaged")]
    [InlineData("01 00 00 00", "a record's check does not match")]
    public void Read_BadRecord_SaysWhatAndWhere(string record, string words)
    {
        Recording read = RecordingReader.Read((byte[])[.. RecordingFormat.Header, .. Hex.Bytes(record)]);
        Assert.Equal($"at byte 9 {words}; the 0 records before that are good", read.Damage);
    }

    [Theory]
    [InlineData(RecordedKind.Bytes, "", "a record's time is out of range")] // no time
    [InlineData(RecordedKind.Bytes, "ff ff ff ff ff ff ff ff 7f", "a record's time is out of range")] // 146 years
    [InlineData(RecordedKind.Edge, "00", "an edge is incomplete or out of range")]
    [InlineData(RecordedKind.Edge, "00 00 01 02 00", "an edge is incomplete or out of range")] // an edge that neither rises nor falls
    [InlineData(RecordedKind.Edge, "00 01 01 00 00", "an edge is incomplete or out of range")] // the clock reads 1969
    public void Read_BadContent_SaysWhatAndWhere(RecordedKind kind, string body, string words)
    {
        byte[] content = Hex.Bytes(body);
        byte[] record = [(byte)kind, (byte)content.Length, .. content];
        Recording read = RecordingReader.Read((byte[])[.. RecordingFormat.Header, .. WithCheck(record)]);
        Assert.Equal($"at byte 9 {words}; the 0 records before that are good", read.Damage);
    }

    [Fact]
    public void Read_KindOfALaterVersion_IsSteppedOver()
    {
        byte[] unknown = [9, 1, 0];
        byte[] file = Write([new(RecordedKind.Note, At(0))]);
        Recording read = RecordingReader.Read((byte[])[.. RecordingFormat.Header, .. WithCheck(unknown), .. file[9..]]);
        Assert.Null(read.Damage);
        Assert.Single(read.Events);
    }

    [Fact]
    public void WriteBytesAndEdge_InSteadyState_AllocatesNothing()
    {
        ArrayBufferWriter<byte> output = new(1 << 20);
        RecordingWriter writer = new(output, Start);
        byte[] bytes = new byte[16];
        long allocated = Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                writer.WriteBytes(Start, bytes);
                writer.WriteEdge(new PulseEdge(PosixTime.FromSeconds(i), Start, (uint)i));
            }
        });
        Assert.Equal(0, allocated);
    }

    private static byte[] WithCheck(byte[] record)
    {
        ushort check = RecordingFormat.Check(record);
        return [.. record, (byte)(check & 0xff), (byte)(check >> 8)];
    }

    private static MonotonicTime At(long nanoseconds) => MonotonicTime.FromNanoseconds(nanoseconds);

    private static RecordedEvent Random(Seeded random)
    {
        MonotonicTime at = At(random.NextInt64(0, 600_000_000_000));
        byte[] bytes = new byte[random.Next(0, 300)];
        random.NextBytes(bytes);
        return random.Next(3) switch
        {
            0 => new(RecordedKind.Note, at) { Bytes = Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)) },
            1 => new(RecordedKind.Bytes, at) { Bytes = bytes },
            _ => new(RecordedKind.Edge, at)
            {
                Edge = new(PosixTime.FromNanoseconds(random.NextInt64(0, 8_000_000_000_000_000_000)), at, (uint)random.NextInt64(uint.MaxValue))
                {
                    Direction = (EdgeDirection)random.Next(2),
                    Uncertainty = NtpDuration.FromNanoseconds(random.Next(10_000)),
                },
            },
        };
    }

    private static byte[] Write(List<RecordedEvent> events)
    {
        ArrayBufferWriter<byte> output = new();
        RecordingWriter writer = new(output, Start);
        foreach (RecordedEvent e in events)
        {
            MonotonicTime at = At(Start.Nanoseconds + e.At.Nanoseconds);
            if (e.Kind is RecordedKind.Edge)
            {
                writer.WriteEdge(e.Edge with { At = at });
            }
            else if (e.Kind is RecordedKind.Bytes)
            {
                writer.WriteBytes(at, e.Bytes.Span);
            }
            else
            {
                writer.WriteNote(at, e.Text);
            }
        }

        writer.WriteEnd(At(Start.Nanoseconds + (events.Count == 0 ? 0 : events[^1].At.Nanoseconds)));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The end takes five bytes: kind, length, no time passed, check.</summary>
    private static int EndLength(List<RecordedEvent> events, int count) => count <= events.Count ? 5 : 0;

    private static void AssertEqual(List<RecordedEvent> expected, IReadOnlyList<RecordedEvent> read, string message)
    {
        Assert.True(expected.Count == read.Count, $"{message}: {read.Count} of {expected.Count}");
        foreach ((RecordedEvent one, RecordedEvent other) in expected.Zip(read))
        {
            Assert.True(one.Kind == other.Kind && one.At == other.At && one.Edge == other.Edge, $"{message}: {one} became {other}");
            Assert.True(one.Bytes.Span.SequenceEqual(other.Bytes.Span), message);
        }
    }
}
