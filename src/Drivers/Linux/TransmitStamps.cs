using System;
using Nts.Drivers.Linux.Interop;
using Nts.Time;
using static Nts.Drivers.Linux.PinnedArray;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's transmit stamps of a socket, found again in its error queue.</summary>
/// <remarks>
/// A stamp brings the number of its datagram among those that asked for one (SOF_TIMESTAMPING_OPT_ID) and nothing else
/// (SOF_TIMESTAMPING_OPT_TSONLY). A datagram that the kernel refuses may or may not have taken a number: then counting starts afresh.
/// What waits in the error queue counts against the receive buffer, so it is read whenever a stamp is due. Reading never waits, and
/// nobody polls the socket, which a waiting stamp would keep awake. Some network drivers give no stamps: then it is soon given up.
/// </remarks>
internal sealed unsafe class TransmitStamps
{
    private const int Flags = Libc.SOF_TIMESTAMPING_RX_SOFTWARE | Libc.SOF_TIMESTAMPING_SOFTWARE
        | Libc.SOF_TIMESTAMPING_OPT_ID | Libc.SOF_TIMESTAMPING_OPT_TSONLY;

    private const int BatchSize = 16;

    /// <summary>Datagrams whose stamp may still come; a power of two.</summary>
    private const int Capacity = 256;

    /// <summary>How often in a row the queue may be found empty before the stamps that are due are given up.</summary>
    private const int LongestPatience = 16;

    private readonly FileDescriptor _socket;
    private readonly byte[] _control = New<byte>(BatchSize * ControlMessages.TransmitStampCapacity);
    private readonly Libc.Mmsghdr[] _receiving = New<Libc.Mmsghdr>(BatchSize);
    private readonly NtpTimestamp[] _marks = new NtpTimestamp[Capacity];
    private uint _nextId;
    private int _due;
    private int _emptyReads;
    private int _count;
    private int _taken;

    /// <summary>Switches the stamps of a socket on: receive stamps for all its datagrams, transmit stamps for those that ask.</summary>
    /// <exception cref="LinuxException">The kernel has no such stamps.</exception>
    internal TransmitStamps(FileDescriptor socket)
    {
        _socket = socket;
        for (int i = 0; i < BatchSize; i++)
        {
            _receiving[i].msg_hdr.msg_control = AddressOf(_control, i * ControlMessages.TransmitStampCapacity);
        }

        SystemCall.ThrowIfFailed(SetFlags(Flags), "setsockopt SO_TIMESTAMPING");
    }

    /// <summary>A datagram that asked for a stamp was sent.</summary>
    internal void Expect(NtpTimestamp mark)
    {
        _marks[_nextId % Capacity] = mark;
        _nextId = unchecked(_nextId + 1);
        _due = Math.Min(_due + 1, Capacity);
        _emptyReads = 0;
    }

    /// <summary>Forgets the stamps that are due and lets the kernel count from 0 again.</summary>
    internal void StartAfresh()
    {
        // The kernel starts counting when the option goes on. It was accepted before; if it were not now, no stamp would come.
        _ = SetFlags(Flags & ~Libc.SOF_TIMESTAMPING_OPT_ID);
        _ = SetFlags(Flags);
        Array.Clear(_marks);
        _nextId = 0;
        _due = 0;
    }

    /// <summary>Takes the next stamp that has come.</summary>
    /// <param name="mark">The mark of its datagram.</param>
    /// <param name="sentAt">When it left, on CLOCK_REALTIME.</param>
    /// <returns>False when there is none yet.</returns>
    internal bool TryRead(out NtpTimestamp mark, out PosixTime sentAt)
    {
        while (_taken < _count || TryReadQueue())
        {
            int slot = _taken++;
            int length = (int)_receiving[slot].msg_hdr.msg_controllen;
            PosixTime? stamp = ControlMessages.ReadTransmitStamp(_control.AsSpan(slot * ControlMessages.TransmitStampCapacity, length), out uint id);
            if (stamp is PosixTime time && TryTakeMark(id, out mark))
            {
                sentAt = time;
                return true;
            }
        }

        mark = default;
        sentAt = default;
        return false;
    }

    private bool TryTakeMark(uint id, out NtpTimestamp mark)
    {
        mark = default;
        if (unchecked(_nextId - 1 - id) >= Capacity)
        {
            return false;
        }

        ref NtpTimestamp place = ref _marks[id % Capacity];
        mark = place;
        place = default;
        _due = Math.Max(_due - 1, 0);
        return !mark.IsZero;
    }

    private bool TryReadQueue()
    {
        _count = 0;
        _taken = 0;
        if (_due == 0)
        {
            return false;
        }

        for (int i = 0; i < BatchSize; i++)
        {
            _receiving[i].msg_hdr.msg_controllen = ControlMessages.TransmitStampCapacity;
        }

        _count = Math.Max(Libc.recvmmsg((int)_socket.DangerousGetHandle(), AddressOf(_receiving, 0), BatchSize, Libc.MSG_ERRQUEUE, null), 0);
        _emptyReads = _count > 0 ? 0 : _emptyReads + 1;
        _due = _emptyReads > LongestPatience ? 0 : _due;
        return _count > 0;
    }

    private int SetFlags(int flags) => Libc.setsockopt(_socket, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPING, &flags, sizeof(int));
}
