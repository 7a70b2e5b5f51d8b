using System.Collections.Generic;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Nts.Crypto;

namespace Nts.Bench;

/// <summary>The expansion of a key: once for each session key of each request.</summary>
public class AeadKeyBenchmarks
{
    private byte[] _secret = [];
    private AeadKey _key;

    public static IEnumerable<AeadAlgorithm> Algorithms => AeadBenchmarks.Algorithms;

    [ParamsSource(nameof(Algorithms))]
    public AeadAlgorithm Algorithm { get; set; }

    [GlobalSetup]
    public void Prepare() => _secret = RandomNumberGenerator.GetBytes(AeadKey.KeySize(Algorithm));

    [Benchmark]
    public AeadAlgorithm Expand()
    {
        AeadKey.Expand(Algorithm, _secret, out _key);
        return _key.Algorithm;
    }
}
