using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Nts.Crypto;

namespace Nts.Bench;

/// <summary>An AEAD by itself, with texts of the sizes that an NTS reply has.</summary>
public class AeadBenchmarks
{
    /// <summary>Octets before the authenticator: header and unique identifier, which are authenticated and not encrypted.</summary>
    private const int AssociatedDataLength = 84;

    private readonly byte[] _associatedData = RandomNumberGenerator.GetBytes(AssociatedDataLength);
    private byte[] _nonce = [];
    private byte[] _plaintext = [];
    private byte[] _sealed = [];
    private byte[] _opened = [];
    private AeadKey _key;

    public static IEnumerable<AeadAlgorithm> Algorithms => [AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv];

    [ParamsSource(nameof(Algorithms))]
    public AeadAlgorithm Algorithm { get; set; }

    /// <summary>The keys in a cookie, the fields of one cookie and of eight.</summary>
    [Params(64, 104, 832)]
    public int Octets { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _nonce = RandomNumberGenerator.GetBytes(AeadKey.NonceSize(Algorithm));
        _plaintext = RandomNumberGenerator.GetBytes(Octets);
        _sealed = new byte[Octets + AeadKey.TagSize];
        _opened = new byte[Octets];
        AeadKey.Expand(Algorithm, RandomNumberGenerator.GetBytes(AeadKey.KeySize(Algorithm)), out _key);
        Seal();
    }

    [Benchmark]
    public void Seal() => _key.Seal(_associatedData, _nonce, _plaintext, _sealed);

    [Benchmark]
    public bool Open() => _key.TryOpen(_associatedData, _nonce, _sealed, _opened) ? true : throw new InvalidOperationException("not authentic");
}
