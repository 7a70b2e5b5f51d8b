using System;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A pulse source of the kernel, <c>/dev/pps0</c> (RFC 2783's interface, as Linux has it).</summary>
/// <remarks>
/// One thread waits, in a blocking fetch: readiness by poll is shared by all readers of a device, so another program would eat it.
/// A fetch gives the newest edge only; a gap in the sequence means that edges were missed.
/// </remarks>
public sealed unsafe class PpsDevice : IDisposable
{
    private readonly FileDescriptor _device;
    private readonly EdgeDirection _direction;
    private uint _lastSequence;

    private PpsDevice(FileDescriptor device, EdgeDirection direction)
    {
        _device = device;
        _direction = direction;
    }

    /// <summary>Opens a pulse source.</summary>
    /// <param name="path">The device: <c>/dev/pps0</c>.</param>
    /// <param name="direction">The edge of interest; many sources have only the rising one.</param>
    /// <exception cref="LinuxException">There is no such device, no permission, or it cannot do this; the message says which.</exception>
    public static PpsDevice Open(string path, EdgeDirection direction)
    {
        FileDescriptor device = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        try
        {
            int capabilities;
            if (Libc.ioctl(device, Libc.PPS_GETCAP, &capabilities) < 0)
            {
                throw SystemCall.Failure($"PPS_GETCAP on {path}", "this is not a PPS device");
            }

            if (MissingCapability(capabilities, direction) is string missing)
            {
                throw new LinuxException($"open {path}", Libc.EINVAL, missing);
            }

            EnableCapture(device, direction);
            PpsDevice source = new(device, direction);
            source.SkipOldEdge();
            return source;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next edge.</summary>
    /// <param name="timeout">Longest wait; 1.5 s shows a missing pulse soon.</param>
    /// <param name="edge">The edge, when the status is <see cref="EdgeStatus.Edge"/>.</param>
    /// <exception cref="LinuxException">The kernel refuses for a reason other than time and a lost device.</exception>
    public EdgeStatus Wait(TimeSpan timeout, out StampedEdge edge)
    {
        // The kernel waits for an edge later than the call; one that came since the last call is had only by not waiting.
        EdgeStatus status = Fetch(TimeSpan.Zero, out edge);
        while (status is EdgeStatus.Edge && edge.Sequence == _lastSequence)
        {
            // Again, when woken by the edge of the other direction.
            status = Fetch(timeout, out edge);
        }

        if (status is EdgeStatus.Edge)
        {
            _lastSequence = edge.Sequence;
        }

        return status;
    }

    /// <summary>Closes the device.</summary>
    public void Dispose() => _device.Dispose();

    /// <summary>Why a source with such capabilities is of no use, or null.</summary>
    internal static string? MissingCapability(int capabilities, EdgeDirection direction) =>
        (capabilities & Libc.PPS_CANWAIT) == 0 ? "the source cannot wait for an edge"
        : (capabilities & CaptureMode(direction)) == 0 ? $"the source does not capture the {(direction == EdgeDirection.Rising ? "rising" : "falling")} edge"
        : null;

    internal static StampedEdge Decode(in Libc.PpsKinfo info, EdgeDirection direction) => direction == EdgeDirection.Rising
        ? new(PosixTime.FromSeconds(info.assert_tu.sec, info.assert_tu.nsec), direction, info.assert_sequence)
        : new(PosixTime.FromSeconds(info.clear_tu.sec, info.clear_tu.nsec), direction, info.clear_sequence);

    internal static Libc.PpsKtime ToKernel(TimeSpan timeout) =>
        new() { sec = (long)timeout.TotalSeconds, nsec = (int)(timeout.Ticks % TimeSpan.TicksPerSecond * 100) };

    /// <summary>The newest edge: without a time-out the one that was, else the next one.</summary>
    private EdgeStatus Fetch(TimeSpan timeout, out StampedEdge edge)
    {
        edge = default;
        Libc.PpsFdata data = new() { timeout = ToKernel(timeout) };
        if (Libc.ioctl(_device, Libc.PPS_FETCH, &data) < 0)
        {
            return SystemCall.Errno switch
            {
                // A signal counts as no edge in time: every caller asks again.
                Libc.ETIMEDOUT or Libc.EINTR => EdgeStatus.TimedOut,
                Libc.ENODEV or Libc.EIO or Libc.ENXIO => EdgeStatus.Gone,
                _ => throw SystemCall.Failure("PPS_FETCH"),
            };
        }

        edge = Decode(data.info, _direction);
        return EdgeStatus.Edge;
    }

    private void SkipOldEdge()
    {
        _ = Fetch(TimeSpan.Zero, out StampedEdge old);
        _lastSequence = old.Sequence;
    }

    /// <summary>Capture is on by default; asking needs CAP_SYS_TIME, so a refusal is no fault.</summary>
    private static void EnableCapture(FileDescriptor device, EdgeDirection direction)
    {
        Libc.PpsKparams parameters = default;
        if (Libc.ioctl(device, Libc.PPS_GETPARAMS, &parameters) == 0 && (parameters.mode & CaptureMode(direction)) == 0)
        {
            parameters.api_version = Libc.PPS_API_VERS;
            parameters.mode |= CaptureMode(direction) | Libc.PPS_TSFMT_TSPEC;
            _ = Libc.ioctl(device, Libc.PPS_SETPARAMS, &parameters);
        }
    }

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such device: is the driver loaded (pps-gpio and its pin in config.txt, or pps-ldisc)?",
        Libc.EACCES => "no permission: the user must be allowed to read and write the device",
        _ => null,
    };

    private static int CaptureMode(EdgeDirection direction) => direction == EdgeDirection.Rising ? Libc.PPS_CAPTUREASSERT : Libc.PPS_CAPTURECLEAR;
}
