using System;
using System.Collections.Generic;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>The server's side of a key establishment: what to answer to a request (RFC 8915 §4).</summary>
public static class RequestNegotiator
{
    /// <summary>Decides on a request.</summary>
    /// <param name="request">Everything that the client sent, from its first byte.</param>
    /// <param name="aeads">The AEAD algorithms to choose from; null for all that are supported.</param>
    public static Negotiation Negotiate(ReadOnlySpan<byte> request, IReadOnlyList<AeadAlgorithm>? aeads = null)
    {
        if (request.Length > KeLimits.MaxRequestLength)
        {
            return new(RequestReason.TooLong);
        }

        if (!KeMessage.TryFindEnd(request, out int length))
        {
            return new(RequestReason.Incomplete);
        }

        if (length < request.Length)
        {
            return new(RequestReason.BytesAfterEnd);
        }

        RequestFields fields = default;
        KeRecordReader reader = new(request);
        while (reader.TryRead(out KeRecord record))
        {
            RequestReason reason = fields.Take(record);
            if (reason != RequestReason.Accepted)
            {
                return new(reason);
            }
        }

        return fields.Decide(aeads);
    }

    /// <summary>What the records said so far. An empty body is malformed in every field kept here, so empty means absent.</summary>
    private ref struct RequestFields
    {
        private ReadOnlySpan<byte> _protocols;
        private ReadOnlySpan<byte> _aeads;
        private ReadOnlySpan<byte> _server;
        private bool _hasRecord1024;

        public RequestReason Take(KeRecord record)
        {
            ReadOnlySpan<byte> body = record.Body;
            switch (record.Type)
            {
                case KeRecordType.EndOfMessage:
                    return record.IsCritical && body.IsEmpty ? RequestReason.Accepted : RequestReason.EndOfMessageMalformed;
                case KeRecordType.NextProtocol:
                    bool isWellFormed = record.IsCritical && IsList(body);
                    return TakeOnce(
                        ref _protocols, body, isWellFormed, RequestReason.NextProtocolRepeated, RequestReason.NextProtocolMalformed);
                case KeRecordType.AeadAlgorithm:
                    return TakeOnce(ref _aeads, body, IsList(body), RequestReason.AeadRepeated, RequestReason.AeadMalformed);
                case KeRecordType.Server:
                    // Read for its form alone: honouring it is OPTIONAL, and this server names its own.
                    return TakeOnce(
                        ref _server, body, ServerName.IsWellFormed(body), RequestReason.ServerRepeated, RequestReason.ServerMalformed);
                case KeRecordType.Port:
                    return body.Length == sizeof(ushort) ? RequestReason.Accepted : RequestReason.PortMalformed;
                case KeRecordType.CompliantGcmSivExport:
                    // Said twice it says no more; that it is critical asks for no more than to know it.
                    _hasRecord1024 = true;
                    return body.IsEmpty ? RequestReason.Accepted : RequestReason.Record1024Malformed;
                case KeRecordType.Error or KeRecordType.Warning or KeRecordType.NewCookie:
                    return RequestReason.ServerOnlyRecord;
                default:
                    return record.IsCritical ? RequestReason.UnrecognizedCriticalRecord : RequestReason.Accepted;
            }
        }

        public readonly Negotiation Decide(IReadOnlyList<AeadAlgorithm>? allowed)
        {
            if (_protocols.IsEmpty)
            {
                return new(RequestReason.NextProtocolMissing);
            }

            if (!new IdentifierList(_protocols).Contains((ushort)NextProtocol.Ntpv4))
            {
                return new(RequestReason.NoCommonProtocol);
            }

            if (_aeads.IsEmpty)
            {
                return new(RequestReason.AeadMissing);
            }

            return AeadNegotiation.TryChoose(new(_aeads), _hasRecord1024, allowed, out AeadAlgorithm aead)
                ? new(RequestReason.Accepted, aead, _hasRecord1024)
                : new(RequestReason.NoCommonAead);
        }

        private static bool IsList(ReadOnlySpan<byte> body) => !body.IsEmpty && new IdentifierList(body).IsWellFormed;

        private static RequestReason TakeOnce(
            ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> body, bool isWellFormed, RequestReason repeated, RequestReason malformed)
        {
            if (!field.IsEmpty)
            {
                return repeated;
            }

            field = body;
            return isWellFormed ? RequestReason.Accepted : malformed;
        }
    }
}
