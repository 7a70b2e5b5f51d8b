using System;
using System.Linq;
using System.Text.RegularExpressions;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web;

public sealed partial class StatusPageTests
{
    private const string Hostile = "</script><script>alert('\"&\"')</script><img src=x onerror=alert(1)>";
    private static readonly BoxName Box = new("time.example", "http://time.example", true);

    [Fact]
    public void Render_TextWithMarkup_IsTextOnThePage()
    {
        StatusDocument document = ExampleStatus.Locked();
        document.WhyNotLocked = Hostile;
        document.NextStep = Hostile;
        document.Clock.State = Hostile;
        document.Clock.Reason = Hostile;
        document.Clock.ReferenceId = Hostile;
        document.Clock.Thermometer = Hostile;
        document.Receiver.Description = Hostile;
        document.Receiver.Reason = Hostile;
        document.Receiver.Identity = Hostile;
        document.Receiver.Satellites[0].System = Hostile;
        document.KeyEstablishmentState = Hostile;
        document.Certificate = new() { Summary = Hostile };
        document.Ntp[Hostile] = 1;
        document.KeyEstablishment["session-" + Hostile] = 1;
        document.Version = Hostile;
        document.Time = Hostile;
        document.Leap.TableSource = Hostile;
        string page = Render(new StatusView(default, document, null));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        AssertOwnMarkupOnly(page);
    }

    [Fact]
    public void Render_ProblemWithMarkup_IsTextOnThePage() => AssertOwnMarkupOnly(Render(new StatusView(default, null, Hostile)));

    [Fact]
    public void Render_AnyState_TakesNothingFromElsewhere()
    {
        string page = Render(new StatusView(default, ExampleStatus.Locked(), null));
        Assert.All(Loaded().Matches(page).Select(m => m.Groups[1].Value), address => Assert.StartsWith("assets/", address, StringComparison.Ordinal));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OldState_SaysThatThereIsNoTimekeeperAndWhatItSaidLast()
    {
        string page = Render(new StatusView(default, ExampleStatus.Locked(), "it stopped"));
        Assert.Contains("""<h1 id="headline">No timekeeper</h1>""", page, StringComparison.Ordinal);
        Assert.Contains("It stopped.", page, StringComparison.Ordinal);
        Assert.Contains("what it said last, at 2026-11-22 20:15:00 UTC", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("locked", 0, null, "Locked, 84 ns", "Locked")]
    [InlineData("holdover", 0, "no pulse", "Holdover, 5.2 h left", "Holdover")]
    [InlineData("acquiring", 3, "pulses arrive", "Not locked", "Not locked")]
    [InlineData("locked", 3, null, "Not locked", "Not locked")]
    [InlineData("lost", 3, "no pulse", "Lost", "Lost")]
    public void Headline_ByState_IsTheAnswer(string state, int leap, string? why, string headline, string word)
    {
        StatusDocument document = ExampleStatus.Locked();
        (document.Clock.State, document.Clock.Leap, document.WhyNotLocked) = (state, leap, why);
        StatusView view = new(default, document, null);
        Assert.Equal(headline, HeroSection.Headline(view).Replace('\u00a0', ' '));
        Assert.Equal(word, Faces.Word(Faces.Of(view)));
        Assert.Equal(why is not null, Render(view).Contains($"<p>{why?[..1].ToUpperInvariant()}{why?[1..]}.</p>", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_EveryLabelOfTheStatus_StandsOnThePage()
    {
        StatusDocument document = ExampleStatus.Holdover();
        string page = Render(new StatusView(default, document, null));
        string[] labels = [.. StatusText.Rows(document).Select(row => row.Label)];
        Assert.All(labels.Except(["Satellites", "NTP packets", "Establishments", "Time", "Offset", "Pulse jitter"]), label => Assert.Contains($"<dt>{label}</dt>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void FactSections_TheirLabels_AreLabelsOfTheStatus()
    {
        StatusDocument document = ExampleStatus.Holdover();
        document.Receiver.MendedWeeks = 1024;
        document.Leap.SmearedOn = "[::]:1123";
        document.Clock.Others = "somebody";
        document.Clock.ChangesByOthers["step"] = 1;
        Assert.Subset(StatusText.Rows(document).Select(row => row.Label).ToHashSet(), FactSections.Labels.ToHashSet());
    }

    [Fact]
    public void Render_NoTimekeeperEver_IsStillAPage()
    {
        string page = StatusPage.Render(new StatusView(default, null, "no timekeeper"), new StatusHistory(), HistoryRange.Week, BoxName.Of("http", default));
        Assert.Contains("Try next:", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    private static string Render(StatusView view)
    {
        StatusWatch watch = ExampleStatus.Watch(view.Status, view.Problem, before: 30);
        return watch.Read(history => StatusPage.Render(view, history, HistoryRange.Hour, Box));
    }

    /// <summary>The page's own scripts are files, so the only script elements are those that load them.</summary>
    private static void AssertOwnMarkupOnly(string page)
    {
        Assert.All(Scripts().Matches(page), script => Assert.StartsWith("<script defer src=\"assets/", script.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("<script[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|<link[^>]* href)=\"([^\"]*)\"")]
    private static partial Regex Loaded();
}
