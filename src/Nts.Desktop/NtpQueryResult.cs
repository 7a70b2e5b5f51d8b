using System.Net;
using Nts.Ntp;

namespace Nts.Desktop;

/// <summary>What became of an authenticated question for the time.</summary>
/// <param name="Server">Who was asked.</param>
/// <param name="Sample">The answer; of a meaning only without a failure.</param>
/// <param name="Failure">Why there is none, for a person to read; empty when there is one.</param>
internal readonly record struct NtpQueryResult(IPEndPoint? Server, NtpSample Sample, string Failure);
