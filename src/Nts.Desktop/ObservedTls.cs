using System;
using System.Collections.Generic;
using System.IO;
using Nts.Crypto;
using Nts.Desktop.Decoding;
using Nts.KeyEstablishment;

namespace Nts.Desktop;

/// <summary>TLS that tells what it carries: every record of key establishment, and the keys that come out of it.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="keys">Gets the exported keys.</param>
/// <param name="output">Takes the description.</param>
internal sealed class ObservedTls(ITlsClient inner, SessionKeys keys, TextWriter output) : ITlsClient
{
    public ITlsSession Connect(string host) => new Session(inner.Connect(host), keys, output);

    private sealed class Session(ITlsSession inner, SessionKeys keys, TextWriter output) : ITlsSession
    {
        private readonly List<byte> _response = [];

        public string FailureText => inner.FailureText;

        public void Feed(ReadOnlySpan<byte> received) => inner.Feed(received);

        public int TakeOutput(Span<byte> destination) => inner.TakeOutput(destination);

        public TlsStatus Handshake() => inner.Handshake();

        public TlsStatus Read(Span<byte> destination, out int count)
        {
            TlsStatus status = inner.Read(destination, out count);
            _response.AddRange(destination[..count]);
            return status;
        }

        public TlsStatus Write(ReadOnlySpan<byte> data)
        {
            Describe("NTS-KE request", data);
            return inner.Write(data);
        }

        public void Close()
        {
            DescribeResponse();
            inner.Close();
        }

        public bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key)
        {
            DescribeResponse();
            bool isExported = inner.TryExportKeyingMaterial(label, context, key);
            bool isS2C = context.Length == KeyExport.ContextLength && context[^1] == 1;
            output.WriteLine($"exported {(isS2C ? "S2C" : "C2S")} key, {key.Length} octets, context {NtpDescriber.Hex(context)}");
            foreach (AeadAlgorithm aead in Enum.GetValues<AeadAlgorithm>())
            {
                _ = keys.TryAdd(aead, isS2C, key);
            }

            return isExported;
        }

        public void Dispose()
        {
            DescribeResponse();
            inner.Dispose();
        }

        private void DescribeResponse()
        {
            if (_response.Count > 0)
            {
                Describe("NTS-KE response", _response.ToArray());
                _response.Clear();
            }
        }

        private void Describe(string what, ReadOnlySpan<byte> message)
        {
            output.WriteLine($"{what}, {message.Length} octets");
            KeDescriber.Describe(message, new Outline(output, 1));
        }
    }
}
