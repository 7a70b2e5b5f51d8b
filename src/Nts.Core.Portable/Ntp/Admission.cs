using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Decides whether a well-formed request is served, before anything is computed for it. For one thread.</summary>
internal sealed class Admission
{
    private readonly AccessList _access;
    private readonly RateLimiter? _limiter;

    public Admission(ServicePolicy policy, IRandomSource random)
    {
        _access = policy.Access;
        _limiter = policy.RateLimit is { } limit ? new RateLimiter(limit, random) : null;
    }

    /// <summary>Why a request is refused; null when it is served.</summary>
    /// <param name="from">Who sent it.</param>
    /// <param name="now">When.</param>
    /// <param name="isNts">Whether it claims to be authentic. Only who authenticates is told that he is denied, and no oftener than others are answered.</param>
    public RespondReason? Refusal(ClientAddress from, MonotonicTime now, bool isNts)
    {
        bool isAllowed = _access.Allows(from);
        if (!isAllowed && !isNts)
        {
            return RespondReason.AccessDenied;
        }

        RateVerdict rate = _limiter?.Take(from, now) ?? RateVerdict.Answer;
        return rate switch
        {
            RateVerdict.Drop => isAllowed ? RespondReason.RateLimited : RespondReason.AccessDenied,
            _ when !isAllowed => RespondReason.DenyKiss,
            RateVerdict.Kiss => RespondReason.RateKiss,
            _ => null,
        };
    }
}
