using System.Collections.Generic;
using Nts.Fuzz.Targets;

namespace Nts.Fuzz;

/// <summary>Every parser of bytes that come from outside.</summary>
internal static class FuzzTargets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new NtpRequestTarget(),
        new SealedNtpRequestTarget(),
        new AuthenticNtpRequestTarget(),
        new NtpReplyTarget(),
        new SealedNtpReplyTarget(),
        new KeyEstablishmentRequestTarget(),
        new KeyEstablishmentResponseTarget(),
        new KeyRingTarget(),
        new SymmetricKeysTarget(),
        new ReceiverTarget(),
        new ConfigurationTarget(),
        new ScenarioTarget(),
        new DecodePacketTarget(),
        new DecodeCaptureTarget(),
    ];
}
