using System;
using System.Collections.Generic;
using Nts.Client;
using Nts.Crypto;
using Nts.Server.Client;

namespace Nts.Desktop.Monitoring;

/// <summary>What <c>nts monitor</c> was asked for.</summary>
/// <param name="Targets">Whom to ask, and what the user calls them.</param>
/// <param name="Association">How to ask.</param>
/// <param name="CertificateFile">PEM file to trust instead of the machine's roots, or null.</param>
/// <param name="Aeads">AEAD algorithms to offer, or null.</param>
/// <param name="Polls">After how many polls of each host to end; null for never.</param>
/// <param name="Duration">After how long to end; null for never.</param>
/// <param name="IsJson">Whether to print JSON.</param>
internal sealed record MonitorOptions(
    IReadOnlyList<(string Name, AssociationTarget Target)> Targets,
    AssociationOptions Association,
    string? CertificateFile,
    IReadOnlyList<AeadAlgorithm>? Aeads,
    long? Polls,
    TimeSpan? Duration,
    bool IsJson);
