using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Edges that a network card's PTP clock stamped in hardware at one of its pins (external time stamps).</summary>
/// <remarks>
/// Each stamp is brought onto CLOCK_REALTIME by a reading of both clocks taken right after it, which is also the only time at which the PTP
/// clock is read: some cards lose a stamp when they are read while it comes. One thread waits.
/// </remarks>
public sealed unsafe class PtpTimestamps : IDisposable
{
    /// <summary>Readings of the two clocks, of which the shortest counts.</summary>
    private const int Readings = 9;

    /// <summary>A card that stamps both edges does not say which is which: the one that comes sooner than this ends a pulse.</summary>
    private static readonly NtpDuration LongestPulse = NtpDuration.FromMilliseconds(450);

    private readonly FileDescriptor _clock;
    private readonly uint _channel;
    private readonly EdgeDirection _direction;
    private readonly bool _isCrossStamping;
    private readonly PtpBridge _bridge = new();
    private bool _stampsBothEdges;
    private long? _lastEdge;
    private uint _sequence;

    private PtpTimestamps(FileDescriptor clock, uint channel, EdgeDirection direction, bool isCrossStamping)
    {
        _clock = clock;
        _channel = channel;
        _direction = direction;
        _isCrossStamping = isCrossStamping;
    }

    /// <summary>Opens a PTP clock and starts its stamps.</summary>
    /// <param name="path">The device: <c>/dev/ptp0</c>.</param>
    /// <param name="channel">The channel of external time stamps, 0 or more.</param>
    /// <param name="pin">The pin that is to feed the channel; null for the one that does already, or the only one.</param>
    /// <param name="direction">The edge that marks the second.</param>
    /// <exception cref="LinuxException">No such clock, channel or pin, or no permission; the message says which.</exception>
    public static PtpTimestamps Open(string path, int channel, int? pin, EdgeDirection direction)
    {
        FileDescriptor clock = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        try
        {
            Libc.PtpClockCaps capabilities;
            if (Libc.ioctl(clock, Libc.PTP_CLOCK_GETCAPS, &capabilities) < 0)
            {
                throw SystemCall.Failure($"PTP_CLOCK_GETCAPS on {path}", "this is not a PTP clock");
            }

            string what = string.Create(CultureInfo.InvariantCulture, $"use channel {channel} of {path}");
            if (channel >= capabilities.n_ext_ts)
            {
                throw new LinuxException(what, Libc.EINVAL, capabilities.n_ext_ts == 0
                    ? "this clock cannot stamp pulses"
                    : string.Create(CultureInfo.InvariantCulture, $"it has channels 0 to {capabilities.n_ext_ts - 1}"));
            }

            PtpTimestamps stamps = new(clock, (uint)channel, direction, capabilities.cross_timestamping != 0);
            stamps.ConnectPin(what, pin, capabilities.n_pins);
            stamps.Enable(what);
            return stamps;
        }
        catch
        {
            clock.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next edge.</summary>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="edge">The edge, when the status is <see cref="EdgeStatus.Edge"/>.</param>
    /// <exception cref="LinuxException">The two clocks cannot be read together.</exception>
    public EdgeStatus Wait(TimeSpan timeout, out StampedEdge edge)
    {
        edge = default;
        if (!Readiness.Wait(_clock, Libc.POLLIN, timeout))
        {
            return EdgeStatus.TimedOut;
        }

        Libc.PtpExttsEvent stamp;
        nint count;
        do
        {
            count = Libc.read(_clock, (byte*)&stamp, (nuint)sizeof(Libc.PtpExttsEvent));
        }
        while (SystemCall.WasInterrupted(count));

        if (count < sizeof(Libc.PtpExttsEvent))
        {
            return EdgeStatus.Gone;
        }

        // One clock may have several channels, and hands all stamps to whoever reads.
        if (stamp.index != _channel)
        {
            return EdgeStatus.TimedOut;
        }

        _bridge.Add(ReadClocks());
        long at = Nanoseconds(stamp.t);
        PosixTime realtime = _bridge.ToRealtime(at, out NtpDuration uncertainty);
        edge = new StampedEdge(realtime, DirectionOf(at), unchecked(_sequence++)) { Uncertainty = uncertainty };
        return EdgeStatus.Edge;
    }

    /// <summary>Stops the stamps and closes the clock.</summary>
    public void Dispose()
    {
        if (!_clock.IsClosed)
        {
            Libc.PtpExttsRequest off = new() { index = _channel };
            _ = Libc.ioctl(_clock, Libc.PTP_EXTTS_REQUEST2, &off);
        }

        _clock.Dispose();
    }

    internal static long Nanoseconds(in Libc.PtpClockTime time) => PosixTime.FromSeconds(time.sec, time.nsec).Nanoseconds;

    /// <summary>Which edge a stamp is, where the card stamps both: the one soon after another ends a pulse.</summary>
    /// <param name="interval">Nanoseconds since the stamp before; null for the first.</param>
    /// <param name="leading">The direction of the edge that begins a pulse.</param>
    internal static EdgeDirection DirectionAfter(long? interval, EdgeDirection leading) =>
        interval is long nanoseconds && NtpDuration.FromNanoseconds(nanoseconds) <= LongestPulse
            ? leading is EdgeDirection.Rising ? EdgeDirection.Falling : EdgeDirection.Rising
            : leading;

    private EdgeDirection DirectionOf(long at)
    {
        long? interval = at - _lastEdge;
        _lastEdge = at;
        return _stampsBothEdges ? DirectionAfter(interval, _direction) : _direction;
    }

    private PtpReading ReadClocks()
    {
        if (_isCrossStamping)
        {
            Libc.PtpSysOffsetPrecise precise = default;
            if (Libc.ioctl(_clock, Libc.PTP_SYS_OFFSET_PRECISE, &precise) == 0)
            {
                return new PtpReading(Nanoseconds(precise.device), Nanoseconds(precise.sys_realtime), 0);
            }
        }

        Libc.PtpSysOffsetExtended extended = new() { n_samples = Readings };
        if (Libc.ioctl(_clock, Libc.PTP_SYS_OFFSET_EXTENDED, &extended) < 0)
        {
            throw SystemCall.Failure("PTP_SYS_OFFSET_EXTENDED", "the card's driver cannot read its clock together with the machine's");
        }

        Libc.PtpClockTime* times = (Libc.PtpClockTime*)extended.ts;
        Span<long> stamps = stackalloc long[3 * Readings];
        for (int i = 0; i < stamps.Length; i++)
        {
            stamps[i] = Nanoseconds(times[i]);
        }

        return PtpReading.Best(stamps) ?? throw new LinuxException("PTP_SYS_OFFSET_EXTENDED", Libc.EAGAIN, "the machine's clock was set back meanwhile");
    }

    /// <summary>Gives the channel its pin where the card has pins to choose from.</summary>
    private void ConnectPin(string what, int? wanted, int pins)
    {
        List<string> names = [];
        for (uint i = 0; i < pins; i++)
        {
            Libc.PtpPinDesc pin = new() { index = i };
            if (Libc.ioctl(_clock, Libc.PTP_PIN_GETFUNC, &pin) == 0 && wanted is null && pin.func == Libc.PTP_PF_EXTTS && pin.chan == _channel)
            {
                return;
            }

            ReadOnlySpan<byte> name = new(pin.name, 64);
            names.Add(string.Create(CultureInfo.InvariantCulture, $"{i} ({Encoding.UTF8.GetString(name[..Math.Max(name.IndexOf((byte)0), 0)])})"));
        }

        if (wanted is null && pins is 0)
        {
            return;
        }

        int chosen = wanted ?? (pins == 1 ? 0 : throw new LinuxException(what, Libc.EINVAL, $"which pin feeds it? There are {string.Join(", ", names)}"));
        Libc.PtpPinDesc request = new() { index = (uint)chosen, func = Libc.PTP_PF_EXTTS, chan = _channel };
        if (Libc.ioctl(_clock, Libc.PTP_PIN_SETFUNC2, &request) < 0)
        {
            throw SystemCall.Failure(
                string.Create(CultureInfo.InvariantCulture, $"{what} with pin {chosen}"),
                pins == 0 ? "this clock has no pins to choose from" : $"there are pins {string.Join(", ", names)}; the pin may be fixed to another function");
        }
    }

    /// <summary>Asks for the one edge, and takes both where the card can only do both: it refuses the strict request then.</summary>
    private void Enable(string what)
    {
        uint edge = _direction is EdgeDirection.Rising ? Libc.PTP_RISING_EDGE : Libc.PTP_FALLING_EDGE;
        Libc.PtpExttsRequest one = new() { index = _channel, flags = Libc.PTP_ENABLE_FEATURE | Libc.PTP_STRICT_FLAGS | edge };
        if (Libc.ioctl(_clock, Libc.PTP_EXTTS_REQUEST2, &one) == 0)
        {
            return;
        }

        _stampsBothEdges = true;
        Libc.PtpExttsRequest both = new() { index = _channel, flags = Libc.PTP_ENABLE_FEATURE | Libc.PTP_RISING_EDGE | Libc.PTP_FALLING_EDGE };
        if (Libc.ioctl(_clock, Libc.PTP_EXTTS_REQUEST2, &both) < 0)
        {
            throw SystemCall.Failure(what, SystemCall.Errno == Libc.EBUSY ? "another program, such as ts2phc, uses the channel" : null);
        }
    }

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such PTP clock; `ls /sys/class/ptp` shows those that there are",
        Libc.EACCES => "no permission: the user must be allowed to read and write the device",
        _ => null,
    };
}
