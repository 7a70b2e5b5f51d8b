using System;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Sockets that one thread waits for together; waiting costs the same however many there are (epoll).</summary>
/// <remarks>A socket leaves the set when it is closed. Whoever closes one and opens another may hear of the first under the number of the second.</remarks>
public sealed unsafe class ReadinessSet : IDisposable
{
    /// <summary>The most sockets that one call of <see cref="Wait"/> tells of.</summary>
    public const int MaxReady = 64;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? sizeof(uint) : sizeof(ulong);
    private static readonly int EventLength = DataOffset + sizeof(ulong);

    private readonly FileDescriptor _epoll = FileDescriptor.From(Libc.epoll_create1(Libc.EPOLL_CLOEXEC), "epoll_create1");

    /// <summary>Adds a socket, and waits until it has data, a connection or an end.</summary>
    /// <exception cref="LinuxException">The kernel has no memory for it.</exception>
    public void Add(nint socket) => Control(Libc.EPOLL_CTL_ADD, socket, Libc.EPOLLIN);

    /// <summary>Waits for data of a socket, as in the beginning.</summary>
    public void AwaitData(nint socket) => Control(Libc.EPOLL_CTL_MOD, socket, Libc.EPOLLIN);

    /// <summary>Waits for room to send in place of data.</summary>
    public void AwaitRoom(nint socket) => Control(Libc.EPOLL_CTL_MOD, socket, Libc.EPOLLOUT);

    /// <summary>Takes a socket out that stays open.</summary>
    public void Remove(nint socket) => Control(Libc.EPOLL_CTL_DEL, socket, 0);

    /// <summary>Waits until sockets are ready; what is not dealt with is told again.</summary>
    /// <param name="ready">Takes them; <see cref="MaxReady"/> are enough.</param>
    /// <param name="milliseconds">How long to wait; −1 for as long as it takes.</param>
    /// <returns>How many are ready; 0 when the time is up, or a signal came.</returns>
    public int Wait(Span<nint> ready, int milliseconds)
    {
        byte* events = stackalloc byte[MaxReady * EventLength];
        int count = Libc.epoll_wait(_epoll, events, Math.Min(ready.Length, MaxReady), milliseconds);
        if (SystemCall.WasInterrupted(count))
        {
            return 0;
        }

        SystemCall.ThrowIfFailed(count, "epoll_wait");
        for (int i = 0; i < count; i++)
        {
            ready[i] = (nint)Marshal.ReadInt64((nint)events, (i * EventLength) + DataOffset);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _epoll.Dispose();

    private void Control(int operation, nint socket, uint events)
    {
        byte* request = stackalloc byte[EventLength];
        *(uint*)request = events;
        Marshal.WriteInt64((nint)request, DataOffset, socket);
        SystemCall.ThrowIfFailed(Libc.epoll_ctl(_epoll, operation, (int)socket, request), "epoll_ctl");
    }
}
