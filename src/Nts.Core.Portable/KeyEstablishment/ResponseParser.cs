using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Crypto;
using Nts.Nts;

namespace Nts.KeyEstablishment;

/// <summary>The client's side of a key establishment: what a response grants (RFC 8915 §4).</summary>
public static class ResponseParser
{
    /// <summary>Reads a response to a request with the default offer.</summary>
    /// <param name="message">Everything that the server sent, from its first byte.</param>
    /// <param name="response">What is granted, when accepted.</param>
    public static ResponseReason Parse(ReadOnlySpan<byte> message, out KeyEstablishmentResponse? response) =>
        Parse(message, AeadNegotiation.DefaultOffer, out response);

    /// <summary>Reads a response to the request of <see cref="RequestWriter"/>.</summary>
    /// <param name="message">Everything that the server sent, from its first byte.</param>
    /// <param name="offered">The algorithms that the request offered.</param>
    /// <param name="response">What is granted, when accepted.</param>
    public static ResponseReason Parse(
        ReadOnlySpan<byte> message, IReadOnlyList<AeadAlgorithm> offered, out KeyEstablishmentResponse? response)
    {
        response = null;
        if (message.Length > KeLimits.MaxResponseLength)
        {
            return ResponseReason.TooLong;
        }

        if (!KeMessage.TryFindEnd(message, out int length))
        {
            return ResponseReason.Incomplete;
        }

        if (length < message.Length)
        {
            return ResponseReason.BytesAfterEnd;
        }

        ResponseFields fields = new(offered);
        KeRecordReader reader = new(message);
        while (reader.TryRead(out KeRecord record))
        {
            ResponseReason reason = fields.Take(record);
            if (reason != ResponseReason.Accepted)
            {
                return reason;
            }
        }

        return fields.Finish(out response);
    }

    /// <summary>What the records said so far; null is absent.</summary>
    private sealed class ResponseFields(IReadOnlyList<AeadAlgorithm> offered)
    {
        private readonly List<byte[]> _cookies = new(KeLimits.CookieCount);
        private bool _hasProtocol;
        private bool _speaksNtp;
        private bool _hasAead;
        private AeadAlgorithm? _aead;
        private string? _host;
        private ushort? _port;
        private bool _hasRecord1024;

        public ResponseReason Take(KeRecord record)
        {
            ReadOnlySpan<byte> body = record.Body;
            return record.Type switch
            {
                KeRecordType.EndOfMessage when record.IsCritical && body.IsEmpty => ResponseReason.Accepted,
                KeRecordType.EndOfMessage => ResponseReason.EndOfMessageMalformed,
                KeRecordType.NextProtocol => TakeProtocol(record),
                KeRecordType.Error => ReadError(body),
                KeRecordType.Warning => body.Length == sizeof(ushort) ? ResponseReason.WarningReported : ResponseReason.ErrorMalformed,
                KeRecordType.AeadAlgorithm => TakeAead(new(body)),
                KeRecordType.NewCookie => TakeCookie(body),
                KeRecordType.Server => TakeServer(body),
                KeRecordType.Port => TakePort(body),
                KeRecordType.CompliantGcmSivExport => TakeRecord1024(body),
                _ => record.IsCritical ? ResponseReason.UnrecognizedCriticalRecord : ResponseReason.Accepted,
            };
        }

        public ResponseReason Finish(out KeyEstablishmentResponse? response)
        {
            response = null;
            if (!_hasProtocol)
            {
                return ResponseReason.NextProtocolMissing;
            }

            if (!_speaksNtp)
            {
                return ResponseReason.NoCommonProtocol;
            }

            if (!_hasAead)
            {
                return ResponseReason.AeadMissing;
            }

            if (_aead is not AeadAlgorithm aead)
            {
                return ResponseReason.NoCommonAead;
            }

            if (_cookies.Count == 0)
            {
                return ResponseReason.CookieMissing;
            }

            response = new(aead, _cookies, new(_host, _port ?? KeLimits.DefaultNtpPort), _hasRecord1024);
            return ResponseReason.Accepted;
        }

        private static ResponseReason ReadError(ReadOnlySpan<byte> body) =>
            !BinaryPrimitives.TryReadUInt16BigEndian(body, out ushort code) || body.Length != sizeof(ushort)
                ? ResponseReason.ErrorMalformed
                : (KeErrorCode)code switch
                {
                    KeErrorCode.UnrecognizedCriticalRecord => ResponseReason.UnrecognizedCriticalRecordReported,
                    KeErrorCode.BadRequest => ResponseReason.BadRequestReported,
                    KeErrorCode.InternalServerError => ResponseReason.InternalErrorReported,
                    _ => ResponseReason.UnknownErrorReported,
                };

        private ResponseReason TakeProtocol(KeRecord record)
        {
            IdentifierList protocols = new(record.Body);
            if (_hasProtocol)
            {
                return ResponseReason.NextProtocolRepeated;
            }

            if (!record.IsCritical || !protocols.IsWellFormed)
            {
                return ResponseReason.NextProtocolMalformed;
            }

            for (int i = 0; i < protocols.Count; i++)
            {
                if (protocols[i] != (ushort)NextProtocol.Ntpv4)
                {
                    return ResponseReason.ProtocolNotOffered;
                }
            }

            _hasProtocol = true;
            _speaksNtp = protocols.Count > 0;
            return ResponseReason.Accepted;
        }

        private ResponseReason TakeAead(IdentifierList algorithms)
        {
            if (_hasAead)
            {
                return ResponseReason.AeadRepeated;
            }

            if (!algorithms.IsWellFormed || algorithms.Count > 1)
            {
                return ResponseReason.AeadMalformed;
            }

            _hasAead = true;
            if (algorithms.Count == 1)
            {
                _aead = (AeadAlgorithm)algorithms[0];
                return offered.Contains(_aead.Value) ? ResponseReason.Accepted : ResponseReason.AeadNotOffered;
            }

            return ResponseReason.Accepted;
        }

        private ResponseReason TakeCookie(ReadOnlySpan<byte> body)
        {
            if (!NtsSession.CanUse(body))
            {
                return ResponseReason.CookieMalformed;
            }

            if (_cookies.Count < KeLimits.CookieCount)
            {
                _cookies.Add(body.ToArray());
            }

            return ResponseReason.Accepted;
        }

        private ResponseReason TakeServer(ReadOnlySpan<byte> body)
        {
            if (_host is not null)
            {
                return ResponseReason.ServerRepeated;
            }

            if (!ServerName.IsWellFormed(body))
            {
                return ResponseReason.ServerMalformed;
            }

            _host = Encoding.ASCII.GetString(body);
            return ResponseReason.Accepted;
        }

        private ResponseReason TakePort(ReadOnlySpan<byte> body)
        {
            if (_port is not null)
            {
                return ResponseReason.PortRepeated;
            }

            if (!BinaryPrimitives.TryReadUInt16BigEndian(body, out ushort port) || body.Length != sizeof(ushort) || port == 0)
            {
                return ResponseReason.PortMalformed;
            }

            _port = port;
            return ResponseReason.Accepted;
        }

        private ResponseReason TakeRecord1024(ReadOnlySpan<byte> body)
        {
            _hasRecord1024 = true;
            return body.IsEmpty ? ResponseReason.Accepted : ResponseReason.Record1024Malformed;
        }
    }
}
