using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Decides whether a well-formed request is served, before anything is computed for it. For one thread.</summary>
internal sealed class Admission
{
    private readonly ServicePolicy _policy;
    private readonly AccessList _access;
    private readonly RateLimiter? _limiter;

    /// <summary>Follows a policy.</summary>
    /// <param name="policy">Whom to answer, how often.</param>
    /// <param name="random">For the rate limit alone.</param>
    /// <param name="before">What decided before: if the rate limit is still the same, it goes on as it is.</param>
    public Admission(ServicePolicy policy, IRandomSource random, Admission? before = null)
    {
        _policy = policy;
        _access = policy.Access;
        _limiter = before is not null && before._policy.RateLimit == policy.RateLimit ? before._limiter
            : policy.RateLimit is { } limit ? new RateLimiter(limit, random)
            : null;
        ShortestPoll = (sbyte)(policy.RateLimit?.Interval ?? sbyte.MinValue);
    }

    /// <summary>What a client is told at least.</summary>
    public sbyte ShortestPoll { get; }

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
