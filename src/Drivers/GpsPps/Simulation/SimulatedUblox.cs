using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Nts.Drivers.GpsPps.Setup;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>The settings of a simulated u-blox timing receiver, and its answers to commands.</summary>
/// <remarks>
/// Up to protocol version 26 it takes messages of class CFG, from 27 on keys and values too. It knows what timing needs and little more: all
/// else it refuses, as receivers refuse what their firmware does not have.
/// </remarks>
internal sealed class SimulatedUblox
{
    private const byte Cfg = 0x06;
    private const byte Port = 0x00;
    private const byte Message = 0x01;
    private const byte ValueSet = 0x8a;
    private const byte ValueGet = 0x8b;
    private const uint BaudRateKey = 0x40520001;
    private const decimal FirstWithKeys = 27;
    private const int LongestCommand = 1024;

    /// <summary>The messages that it can send, with the keys that set their rate on its UART.</summary>
    private static readonly Dictionary<uint, ushort> Outputs = new()
    {
        [0x20910007] = 0x0107,
        [0x2091005c] = 0x0121,
        [0x20910048] = 0x0120,
        [0x20910061] = 0x0126,
        [0x20910016] = 0x0135,
        [0x2091035a] = 0x0a38,
        [0x2091017e] = 0x0d01,
        [0x20910098] = 0x0d04,
    };

    private static readonly ushort[] SentFromTheStart = [0x0d01, 0x0107, 0x0121, 0x0126];

    private readonly SimulatorOptions _options;
    private readonly List<byte> _heard = [];
    private readonly Dictionary<ushort, byte> _rates = [];
    private readonly Dictionary<byte, byte[]> _parts = [];
    private readonly Dictionary<uint, uint> _values = [];

    public SimulatedUblox(SimulatorOptions options)
    {
        _options = options;
        Reset();
        BaudRate = options.BaudRate;
        foreach (ushort message in options.IsUnconfigured ? [] : SentFromTheStart)
        {
            _rates[message] = 1;
        }
    }

    /// <summary>The protocol version that it says it has.</summary>
    public decimal Protocol => _options.Protocol ?? 0;

    /// <summary>The leap second that it knows of.</summary>
    public LeapSchedule Leap => _options.Leap;

    /// <summary>The rate at which it talks and listens.</summary>
    public int BaudRate { get; private set; }

    /// <summary>All settings go back to what they were when it left the factory.</summary>
    public void Reset()
    {
        BaudRate = _options.FactoryBaudRate;
        _heard.Clear();
        _rates.Clear();
        _values.Clear();
        foreach (uint key in (uint[])[0x30210001, 0x30210002, 0x20210003, 0x20110021, 0x1041000d, 0x20050023, 0x20050030, 0x40050002, 0x40050003, 0x40050004, 0x40050005,
            0x10050007, 0x10050008, 0x10050009, 0x1005000a, 0x1005000b, 0x2005000c, 0x40030010, 0x40030011, 0x20030001])
        {
            _values[key] = 0;
        }

        // CFG-PRT: UART 1, 8N1, UBX and NMEA either way. CFG-RATE, CFG-NAV5, CFG-TP5 with an antenna cable of 50 ns, CFG-TMODE2.
        _parts[Port] = [1, 0, 0, 0, 0xd0, 0x08, 0, 0, 0, 0, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0];
        _parts[0x08] = new byte[6];
        _parts[0x24] = new byte[36];
        _parts[0x31] = new byte[32];
        _parts[0x31][4] = 50;
        _parts[0x3d] = new byte[28];
    }

    /// <summary>Whether a message belongs to the burst about a second.</summary>
    /// <param name="message">Class in the high byte, message in the low one.</param>
    /// <param name="second">The second.</param>
    public bool Sends(ushort message, long second) => _rates.GetValueOrDefault(message) is var rate and not 0 && second % rate == 0;

    /// <summary>A part of its configuration as it is now.</summary>
    public ReadOnlySpan<byte> Part(byte message) => _parts[message];

    /// <summary>The value of a key as it is now.</summary>
    public uint Value(uint key) => _values[key];

    /// <summary>Takes bytes in, and gives what it has to say to them; and the rate at which it talks from then on.</summary>
    public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        List<byte> reply = [];
        int rate = BaudRate;
        while (TryTakeCommand(out byte messageClass, out byte message, out byte[] payload))
        {
            if (_options.Protocol is null)
            {
                continue;
            }

            if ((messageClass, message, payload.Length) == (0x0a, 0x04, 0))
            {
                UbxBurst.AppendMonVer(reply, SimulatedBurst.Announcement, Protocol);
            }
            else if (messageClass == Cfg)
            {
                bool isObeyed = Obey(message, payload, reply, ref rate);
                reply.AddRange(UbxFrame.Build(0x05, isObeyed ? (byte)1 : (byte)0, [Cfg, message]));
            }
        }

        return ([.. reply], rate);
    }

    /// <summary>What it said last has been sent: from now on it talks at this rate.</summary>
    public void ChangeRate(int rate) => BaudRate = rate;

    private bool Obey(byte message, byte[] payload, List<byte> reply, ref int rate)
    {
        switch (message)
        {
            case Message:
                ushort sent = payload.Length == 3 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : (ushort)0;
                bool isKnown = Outputs.ContainsValue(sent);
                if (isKnown)
                {
                    _rates[sent] = payload[2];
                }

                return isKnown;
            case ValueSet or ValueGet when _options.Protocol < FirstWithKeys:
                return false;
            case ValueSet:
                return Set(payload, ref rate);
            case ValueGet:
                return payload.Length == 8 && Get(BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(4)), reply);
        }

        if (!_parts.TryGetValue(message, out byte[]? part))
        {
            return false;
        }

        if (payload.Length == part.Length)
        {
            _parts[message] = payload;
            rate = message == Port ? BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(8)) : rate;
            return true;
        }

        byte[] told = [.. part];
        if (message == Port)
        {
            BinaryPrimitives.WriteInt32LittleEndian(told.AsSpan(8), BaudRate);
        }

        reply.AddRange(UbxFrame.Build(Cfg, message, told));
        return payload.Length <= 1;
    }

    // 0 version, 1 layers, then keys and values. One key that is not known, and nothing is changed.
    private bool Set(byte[] payload, ref int rate)
    {
        List<(uint Key, uint Value)> pairs = [];
        for (int i = 4; i < payload.Length;)
        {
            uint key = BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(i));
            int size = (key >> 28) switch { 3 => 2, 4 => 4, _ => 1 };
            uint value = 0;
            for (int octet = size - 1; octet >= 0; octet--)
            {
                value = (value << 8) | payload[i + 4 + octet];
            }

            pairs.Add((key, value));
            i += 4 + size;
        }

        if (!pairs.All(p => p.Key == BaudRateKey || Outputs.ContainsKey(p.Key) || _values.ContainsKey(p.Key)))
        {
            return false;
        }

        foreach ((uint key, uint value) in pairs)
        {
            if (Outputs.TryGetValue(key, out ushort output))
            {
                _rates[output] = (byte)value;
            }
            else if (key == BaudRateKey)
            {
                rate = (int)value;
            }
            else
            {
                _values[key] = value;
            }
        }

        return true;
    }

    private bool Get(uint key, List<byte> reply)
    {
        if (!_values.TryGetValue(key, out uint value))
        {
            return false;
        }

        byte[] payload = [1, 0, 0, 0, 0, 0, 0, 0, (byte)value];
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(4), key);
        reply.AddRange(UbxFrame.Build(Cfg, ValueGet, payload));
        return true;
    }

    // Bytes that start no frame, or a frame with a bad checksum, are dropped one by one.
    private bool TryTakeCommand(out byte messageClass, out byte message, out byte[] payload)
    {
        (messageClass, message, payload) = (0, 0, []);
        while (_heard.Count >= 8)
        {
            int length = _heard[4] | (_heard[5] << 8);
            if (_heard[0] == 0xb5 && _heard[1] == 0x62 && length <= LongestCommand)
            {
                if (_heard.Count < length + 8)
                {
                    return false;
                }

                byte[] frame = [.. _heard.Take(length + 8)];
                if (GnssChecksum.Fletcher(frame.AsSpan(2, length + 4)) == (frame[^2], frame[^1]))
                {
                    _heard.RemoveRange(0, frame.Length);
                    (messageClass, message, payload) = (frame[2], frame[3], frame[6..^2]);
                    return true;
                }
            }

            _heard.RemoveAt(0);
        }

        return false;
    }
}
