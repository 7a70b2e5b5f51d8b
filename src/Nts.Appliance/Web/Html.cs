using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nts.Appliance.Web;

/// <summary>Writes HTML: what stands in the program's text is markup, and what stands in its holes is text, whatever it holds.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends <c>$"&lt;p&gt;{anything}&lt;/p&gt;"</c>.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] Handler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Appends markup that this program made.</summary>
    public Html AddMarkup(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Takes the pieces of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly StringBuilder _text;

        public Handler(int literalLength, int formattedCount, Html html)
        {
            _text = html._text;
            _text.EnsureCapacity(_text.Length + literalLength + (16 * formattedCount));
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(long number) => _text.Append(number);

        public void AppendFormatted(double number, string format) => _text.Append(number.ToString(format, CultureInfo.InvariantCulture));
    }
}
