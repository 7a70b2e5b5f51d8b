using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A change of the baud rate under way: the receiver was told, we follow, and a good frame proves it; else we go back.</summary>
/// <param name="from">The rate so far.</param>
/// <param name="to">The rate that the receiver was told.</param>
/// <param name="told">When.</param>
internal sealed class RateChange(int from, int to, MonotonicTime told)
{
    /// <summary>Before our own rate is changed: what a USB adapter still holds must leave at the old one.</summary>
    private static readonly NtpDuration SettleTime = NtpDuration.FromMilliseconds(150);

    private Stage _stage;
    private MonotonicTime _since = told;

    private enum Stage
    {
        Settling,
        Proving,
        GoingBack,
    }

    /// <summary>Until a receiver that speaks once a second has shown at which rate it talks.</summary>
    public static NtpDuration ProofTime { get; } = NtpDuration.FromSeconds(3);

    /// <summary>How it ended: refused when the receiver still talks at the old rate, unanswered when it talks at neither.</summary>
    public SetupAnswer Answer { get; private set; }

    /// <summary>Looks at what is overdue, and gives the rate to which we change now; null for none.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="isHeard">A good frame came since our rate was changed.</param>
    public int? Tick(MonotonicTime now, bool isHeard)
    {
        NtpDuration passed = now - _since;
        switch (_stage)
        {
            case Stage.Settling:
                return passed >= SettleTime ? Go(Stage.Proving, to, now) : null;
            case Stage.Proving when isHeard:
                Answer = SetupAnswer.Accepted;
                return null;
            case Stage.Proving:
                return passed >= ProofTime ? Go(Stage.GoingBack, from, now) : null;
            default:
                Answer = isHeard ? SetupAnswer.Refused : passed >= ProofTime ? SetupAnswer.Unanswered : SetupAnswer.Pending;
                return null;
        }
    }

    private int Go(Stage stage, int rate, MonotonicTime now)
    {
        _stage = stage;
        _since = now;
        return rate;
    }
}
