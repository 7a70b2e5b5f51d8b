using System.IO;
using System.Linq;
using System.Text;
using Nts.Manuals;

namespace Nts.Appliance.Configuration;

/// <summary>Files with a mistake each, and the message that each one gets: the page is the expectation.</summary>
public sealed class BrokenConfigurationTests
{
    [Fact]
    public void Read_EachBrokenFile_GetsTheMessageOfThePage()
    {
        StringBuilder page = new();
        foreach (string path in Directory.GetFiles(Documents.Of("tests", "Nts.Appliance.Tests", "Configuration", "broken"), "*.conf").Order(System.StringComparer.Ordinal))
        {
            ConfigurationFile file = ConfigurationReader.ReadFile(path);
            Assert.Null(file.Configuration);
            Assert.NotEmpty(file.Problems);
            Assert.Equal(file.Problems.OrderBy(problem => problem.Line), file.Problems);
            string messages = string.Join('\n', file.Problems);
            page.Append($"## {Path.GetFileNameWithoutExtension(path).Replace('-', ' ')}\n\n```ini\n{File.ReadAllText(path)}```\n\n```\n{messages}\n```\n\n");
        }

        Documents.CompareBelowIntroduction(Documents.Of("docs", "configuration-errors.md"), page.ToString().TrimEnd('\n'));
    }
}
