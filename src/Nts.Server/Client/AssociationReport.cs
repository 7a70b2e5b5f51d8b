using System.Net;
using Nts.Client;
using Nts.Ntp;

namespace Nts.Server.Client;

/// <summary>What just happened to an association.</summary>
/// <param name="Status">What is known now.</param>
/// <param name="Sample">The usable answer that just came, or null when it was something else that happened.</param>
/// <param name="Server">The NTP server that is asked; null while it is not known.</param>
/// <param name="Failure">What the system or key establishment said of the last failure, for a person to read; empty when all is well.</param>
public sealed record AssociationReport(AssociationStatus Status, NtpSample? Sample, IPEndPoint? Server, string Failure);
