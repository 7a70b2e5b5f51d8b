using Nts.Manuals;

namespace Nts.Desktop;

/// <summary>Man page and completion of <c>nts</c>, written from its command tree (NTS_UPDATE_DOCS=1).</summary>
public sealed class ManualTests
{
    [Fact]
    public void Page_OfTheCommands_IsWhatTheProgramHas() => Documents.Compare(
        Documents.Of("image", "man", "nts.1"), CommandPage.Begin(Program.Root(), "nts", 1, "User Commands").Section("See also").Paragraph("nts-appliance(8)").ToString());

    [Fact]
    public void Completion_OfTheCommands_IsWhatTheProgramHas() =>
        Documents.Compare(Documents.Of("image", "bash-completion", "nts"), CommandPage.Bash(Program.Root(), "nts"));
}
