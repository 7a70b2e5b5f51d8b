using Nts.Appliance.Status;

namespace Nts.Appliance.Checking;

/// <summary>What the running timekeeper says of itself.</summary>
internal static class TimekeeperCheck
{
    private const string Item = "timekeeper";

    /// <summary>Its headline with the next step, or that it does not run.</summary>
    public static Finding Of(StatusView view)
    {
        if (view is not { Problem: null, Status: { } status })
        {
            return Finding.Note(Item, $"it does not run: {view.Problem}", "sudo systemctl start nts-appliance, or nts-appliance run");
        }

        FindingLevel level = status.WhyNotLocked is null ? FindingLevel.Ok
            : status.Receiver.State is "paired" or "pairing" ? FindingLevel.Note
            : FindingLevel.Problem;
        return new(level, Item, StatusText.Headline(status), status.NextStep);
    }
}
