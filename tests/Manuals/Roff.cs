using System;
using System.Linq;
using System.Text;

namespace Nts.Manuals;

/// <summary>Text for man(7).</summary>
internal sealed class Roff
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a page.</summary>
    public Roff(string name, int section, string book) => _text.Append($".TH {name.ToUpperInvariant()} {section} \"\" \"Nts\" \"{book}\"\n");

    public Roff Section(string title) => Line($".SH \"{Escape(title.StartsWith('[') ? title : title.ToUpperInvariant())}\"");

    public Roff Subsection(string title) => Line($".SS \"{Escape(title)}\"");

    /// <summary>A term with its explanation.</summary>
    public Roff Item(string term, string text) => Line(".TP").Line($"\\fB{Escape(term)}\\fR").Paragraph(text);

    /// <summary>Text that begins no paragraph of its own.</summary>
    public Roff Paragraph(string text) => Line(Guard(Escape(text)));

    /// <summary>Lines as they are.</summary>
    public Roff Example(string text) => Line(".nf").Line(string.Join('\n', text.Split('\n').Select(line => Guard(Escape(line))))).Line(".fi");

    public Roff Break() => Line(".PP");

    public override string ToString() => _text.ToString();

    private static string Escape(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("−", "\\-", StringComparison.Ordinal).Replace("°", "\\(de", StringComparison.Ordinal);

    /// <summary>A line that begins with a point or an apostrophe is a request otherwise.</summary>
    private static string Guard(string line) => line.StartsWith('.') || line.StartsWith('\'') ? "\\&" + line : line;

    private Roff Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }
}
