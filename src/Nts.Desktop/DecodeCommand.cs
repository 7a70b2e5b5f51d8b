using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using Nts.Crypto;
using Nts.Desktop.Decoding;
using Nts.Server.Hosting;

namespace Nts.Desktop;

/// <summary><c>nts decode</c>: what is in a packet, a message or a capture.</summary>
internal static class DecodeCommand
{
    private const int NtpPort = 123;

    public static Command Create()
    {
        Argument<string?> input = new("INPUT")
        {
            Description = "A pcap or pcapng file, a file of hexadecimal (bare, xxd, hexdump -C, tcpdump -X), or the hexadecimal itself; without it standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> ke = new("--ke") { Description = "The hexadecimal is an NTS-KE message, as it is inside TLS." };
        Option<bool> receiver = new("--receiver") { Description = "The file is what a GNSS receiver sent on its serial line, byte by byte." };
        Option<int[]> ports = new("--port", "-p") { Description = "UDP port of NTP in the capture; may be given several times. Default 123." };
        Option<ushort> aead = new("--aead") { Description = "AEAD algorithm of the keys: 15, 17 or 30.", DefaultValueFactory = _ => (ushort)AeadAlgorithm.AesSivCmac256 };
        Option<string?> c2s = new("--c2s") { Description = "Key of requests, hexadecimal: opens what they encrypt.", HelpName = "HEX" };
        Option<string?> s2c = new("--s2c") { Description = "Key of replies, hexadecimal: opens what they encrypt.", HelpName = "HEX" };
        Command command = new("decode", "Prints NTP packets, NTS-KE messages, captures and what a receiver says as a readable tree.") { input, ke, receiver, ports, aead, c2s, s2c };
        command.SetAction(result =>
        {
            SessionKeys keys = new();
            foreach ((string? text, bool isS2C) in new[] { (result.GetValue(c2s), false), (result.GetValue(s2c), true) })
            {
                if (text is not null && !(TryParseKey(text, out byte[] key) && keys.TryAdd((AeadAlgorithm)result.GetValue(aead), isS2C, key)))
                {
                    Console.Error.WriteLine($"\"{text}\" is not a key of AEAD algorithm {result.GetValue(aead)} in hexadecimal.");
                    return 1;
                }
            }

            int[] given = result.GetValue(ports) ?? [];
            return Run(result.GetValue(input), result.GetValue(ke), result.GetValue(receiver), given.Length > 0 ? [.. given] : [NtpPort], keys);
        });
        return command;
    }

    private static int Run(string? input, bool isKe, bool isReceiver, HashSet<int> ports, SessionKeys keys)
    {
        PacketDecoder decoder = new(Console.Out, keys, new HostClock().Now());
        string problem;
        try
        {
            byte[] octets = input is null ? ReadStandardInput() : File.Exists(input) ? File.ReadAllBytes(input) : Encoding.UTF8.GetBytes(input);
            if (isReceiver)
            {
                decoder.DecodeReceiver(octets);
                problem = "";
            }
            else if (CaptureFile.IsOne(octets))
            {
                problem = decoder.DecodeCapture(octets, ports);
            }
            else
            {
                if (HexDump.TryRead(Encoding.UTF8.GetString(octets), out IReadOnlyList<byte[]> packets, out problem) || packets.Count > 0)
                {
                    decoder.DecodePackets(packets, isKe);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        if (problem.Length > 0)
        {
            Console.Error.WriteLine(problem);
        }

        return problem.Length > 0 ? 1 : 0;
    }

    private static bool TryParseKey(string text, out byte[] key)
    {
        bool isOne = HexDump.TryRead(text, out IReadOnlyList<byte[]> packets, out _) && packets.Count == 1;
        key = isOne ? packets[0] : [];
        return isOne;
    }

    private static byte[] ReadStandardInput()
    {
        using Stream input = Console.OpenStandardInput();
        using MemoryStream octets = new();
        input.CopyTo(octets);
        return octets.ToArray();
    }
}
