using System;

namespace Nts.Crypto;

/// <summary>Where unpredictable bytes come from; an argument so that tests can replay them.</summary>
public interface IRandomSource
{
    /// <summary>Fills a buffer with bytes that nobody can predict.</summary>
    void Fill(Span<byte> destination);
}
