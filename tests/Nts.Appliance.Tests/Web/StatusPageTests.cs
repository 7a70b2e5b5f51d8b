using System;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web;

public sealed class StatusPageTests
{
    private const string Hostile = "<script>alert('\"&\"')</script>";

    [Fact]
    public void Render_TextWithMarkup_IsTextOnThePage()
    {
        StatusDocument document = StatusFileTests.Document(Hostile, 0);
        document.WhyNotLocked = Hostile;
        document.NextStep = Hostile;
        document.Clock.Reason = Hostile;
        document.Clock.ReferenceId = Hostile;
        document.Receiver.Description = Hostile;
        document.Receiver.Reason = Hostile;
        document.Receiver.Identity = Hostile;
        document.KeyEstablishmentState = Hostile;
        document.Certificate = new() { Summary = Hostile };
        document.Ntp[Hostile] = 1;
        document.Time = Hostile;
        string page = StatusPage.Render(new StatusView(default, document, null));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Render_ProblemWithMarkup_IsTextOnThePage() =>
        Assert.DoesNotContain("<script", StatusPage.Render(new StatusView(default, null, Hostile)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Render_AnyState_TakesNothingFromElsewhere()
    {
        string page = StatusPage.Render(new StatusView(default, StatusFileTests.Document("locked", 1), null));
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OldState_SaysFirstThatThereIsNoTimekeeper()
    {
        string page = StatusPage.Render(new StatusView(default, StatusFileTests.Document("locked", 1), "it stopped"));
        Assert.Contains("<h1>No timekeeper: it stopped</h1>", page, StringComparison.Ordinal);
    }
}
