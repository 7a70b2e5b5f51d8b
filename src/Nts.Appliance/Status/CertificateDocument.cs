using System.Collections.Generic;

namespace Nts.Appliance.Status;

/// <summary>The certificate of key establishment. Fingerprints are SHA-256, in pairs of hexadecimal digits with colons between them.</summary>
internal sealed record CertificateDocument
{
    /// <summary>How it stands, in plain words.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>Host names and IP addresses that it speaks for.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>When it begins (ISO 8601).</summary>
    public string NotBefore { get; set; } = string.Empty;

    /// <summary>When it ends (ISO 8601).</summary>
    public string NotAfter { get; set; } = string.Empty;

    /// <summary>Fingerprint of the certificate.</summary>
    public string Fingerprint { get; set; } = string.Empty;

    /// <summary>Whether it is from the box's own authority; false: the owner gave it.</summary>
    public bool IsOwn { get; set; }

    /// <summary>The authority's certificate (PEM), which clients are told to trust, where everybody on the machine can read it; null when the owner gave the certificate.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Fingerprint of the authority's certificate; null like <see cref="AuthorityFile"/>.</summary>
    public string? AuthorityFingerprint { get; set; }

    /// <summary>Why the files as they are now cannot be used; null when they are the ones in service.</summary>
    public string? Problem { get; set; }

    /// <summary>What to mend in the one in service; null for nothing.</summary>
    public string? Advice { get; set; }
}
