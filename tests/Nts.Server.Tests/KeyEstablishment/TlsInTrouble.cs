using System;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>A TLS library that cannot make a session.</summary>
internal sealed class NoTls : ITlsServer
{
    public ITlsSession Accept() => throw new TlsException("no memory");
}

/// <summary>TLS that works but exports no keys.</summary>
internal sealed class TlsWithoutExporter(ITlsServer tls) : ITlsServer
{
    public ITlsSession Accept() => new Session(tls.Accept());

    private sealed class Session(ITlsSession session) : ITlsSession
    {
        public string FailureText => session.FailureText;

        public void Feed(ReadOnlySpan<byte> received) => session.Feed(received);

        public int TakeOutput(Span<byte> destination) => session.TakeOutput(destination);

        public TlsStatus Handshake() => session.Handshake();

        public TlsStatus Read(Span<byte> destination, out int count) => session.Read(destination, out count);

        public TlsStatus Write(ReadOnlySpan<byte> data) => session.Write(data);

        public void Close() => session.Close();

        public bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key) => false;

        public void Dispose() => session.Dispose();
    }
}

/// <summary>TLS that refuses the first byte with more words than any socket has room for.</summary>
internal sealed class WordyTls : ITlsServer
{
    public const int Length = 4 << 20;

    public ITlsSession Accept() => new Session();

    private sealed class Session : ITlsSession
    {
        private int _left = Length;

        public string FailureText => string.Empty;

        public void Feed(ReadOnlySpan<byte> received)
        {
        }

        public int TakeOutput(Span<byte> destination)
        {
            int count = Math.Min(_left, destination.Length);
            _left -= count;
            destination[..count].Fill((byte)(_left >> 16));
            return count;
        }

        public TlsStatus Handshake() => TlsStatus.WrongProtocol;

        public TlsStatus Read(Span<byte> destination, out int count) => throw new InvalidOperationException();

        public TlsStatus Write(ReadOnlySpan<byte> data) => throw new InvalidOperationException();

        public void Close()
        {
        }

        public bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key) => false;

        public void Dispose()
        {
        }
    }
}
