using System.Collections.Generic;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>What a server granted, without the keys, which come out of the TLS session.</summary>
/// <param name="Aead">The algorithm that protects NTP packets.</param>
/// <param name="Cookies">One to eight cookies, to be spent one a request.</param>
/// <param name="Address">Where the NTP server is.</param>
/// <param name="HasRecord1024">Whether the server sent <see cref="KeRecordType.CompliantGcmSivExport"/>.</param>
public sealed record KeyEstablishmentResponse(
    AeadAlgorithm Aead, IReadOnlyList<byte[]> Cookies, NtpServerAddress Address, bool HasRecord1024);
