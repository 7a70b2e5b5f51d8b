using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Steps through control data (cmsg(3)), and ends where they make no sense.</summary>
internal ref struct ControlMessageReader(ReadOnlySpan<byte> rest)
{
    /// <summary>Octets in front of the data of a control message.</summary>
    internal static readonly int HeaderLength = Unsafe.SizeOf<Libc.Cmsghdr>();

    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>The message's header.</summary>
    internal Libc.Cmsghdr Header { get; private set; }

    /// <summary>The message's data.</summary>
    internal ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Goes to the next message; false when there is none.</summary>
    internal bool MoveNext()
    {
        if (_rest.Length < HeaderLength)
        {
            return false;
        }

        Header = MemoryMarshal.Read<Libc.Cmsghdr>(_rest);
        if (Header.cmsg_len < (nuint)HeaderLength || Header.cmsg_len > (nuint)_rest.Length)
        {
            return false;
        }

        int length = (int)Header.cmsg_len;
        Data = _rest[HeaderLength..length];
        _rest = _rest[Math.Min(Align(length), _rest.Length)..];
        return true;
    }

    /// <summary>Octets with the padding up to the next message.</summary>
    internal static int Align(int length) => (length + 7) & ~7;
}
