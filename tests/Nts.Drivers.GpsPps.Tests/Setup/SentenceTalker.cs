using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A receiver that takes its commands as NMEA sentences: it answers those of a list, and does what they say.</summary>
internal sealed class SentenceTalker(int baudRate) : ITalker
{
    private readonly StringBuilder _heard = new();

    /// <summary>The commands that it understood, without dollar and checksum.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>What it answers to a command, by the command's beginning.</summary>
    public Dictionary<string, string[]> Answers { get; } = [];

    /// <summary>The rate to which a command changes.</summary>
    public Dictionary<string, int> Rates { get; } = [];

    /// <summary>What it sends every second, by the command that switches it on; "" from the start.</summary>
    public Dictionary<string, string[]> Sends { get; } = [];

    public int BaudRate { get; private set; } = baudRate;

    public byte[] Burst(long second)
    {
        List<byte> bytes = [];
        NmeaBurst.Append(bytes, SimulatedUtc.Of(PosixTime.FromSeconds(second), default), hasFix: true);
        string[] on = [.. Sends.Where(s => Commands.Exists(c => c.StartsWith(s.Key, StringComparison.Ordinal)) || s.Key.Length == 0).SelectMany(s => s.Value)];
        return Encoding.ASCII.GetBytes(string.Concat(Encoding.ASCII.GetString([.. bytes]).Split('\n').Where(line => on.Any(o => line.Contains(o, StringComparison.Ordinal))).Select(line => line + "\n")));
    }

    public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes)
    {
        _heard.Append(Encoding.Latin1.GetString(bytes));
        string[] lines = _heard.ToString().Split("\r\n");
        _heard.Clear().Append(lines[^1]);
        StringBuilder reply = new();
        int rate = BaudRate;
        foreach (string body in lines[..^1].Where(IsGood).Select(line => line[(line.LastIndexOf('$') + 1)..^3]))
        {
            Commands.Add(body);
            foreach (string answer in Answers.Where(a => body.StartsWith(a.Key, StringComparison.Ordinal)).SelectMany(a => a.Value))
            {
                reply.Append(Encoding.ASCII.GetString(NmeaCommand.Build(answer)));
            }

            rate = Rates.GetValueOrDefault(body, rate);
        }

        return (Encoding.ASCII.GetBytes(reply.ToString()), rate);
    }

    public void ChangeRate(int rate) => BaudRate = rate;

    private static bool IsGood(string line)
    {
        int start = line.LastIndexOf('$');
        return start >= 0 && line.Length - start > 4 && line.EndsWith($"*{line[(start + 1)..^3].Aggregate(0, (sum, c) => sum ^ c):X2}", StringComparison.Ordinal);
    }
}
