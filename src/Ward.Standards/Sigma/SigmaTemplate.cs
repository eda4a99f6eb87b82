using System.Text;

namespace Ward.Standards.Sigma;

/// <summary>A value under the modifier expand, cut at its placeholders <c>%name%</c> (Sigma 2.1, placeholders).</summary>
/// <param name="Parts">Never two texts in a row. Texts are as written, wildcards and escapes included, save that <c>\%</c> has become a percent sign.</param>
public sealed record SigmaTemplate(IReadOnlyList<SigmaTemplate.Part> Parts)
{
    /// <param name="Text">The text, or the placeholder's name without percent signs.</param>
    public readonly record struct Part(bool IsPlaceholder, string Text);

    /// <summary>The names, in the order in which they occur first.</summary>
    public IEnumerable<string> Names => Parts.Where(p => p.IsPlaceholder).Select(p => p.Text).Distinct(StringComparer.Ordinal);

    public static SigmaTemplate Parse(string value)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] == '%')
            {
                text.Append(value[++i]);
            }
            else if (value[i] == '%' && NameEnd(value, i + 1) is var end and > 0)
            {
                if (text.Length > 0) parts.Add(new Part(false, text.ToString()));
                text.Clear();
                parts.Add(new Part(true, value[(i + 1)..end]));
                i = end;
            }
            else
            {
                text.Append(value[i]);
            }
        }

        if (text.Length > 0) parts.Add(new Part(false, text.ToString()));
        return new SigmaTemplate(parts);
    }

    public override string ToString() => string.Concat(Parts.Select(p => p.IsPlaceholder ? $"%{p.Text}%" : p.Text));

    /// <summary>Where the closing percent sign of a name stands; 0 where there is no name.</summary>
    private static int NameEnd(string value, int from)
    {
        var at = from;
        while (at < value.Length && (char.IsLetterOrDigit(value[at]) || value[at] is '_' or '-' or '.')) at++;
        return at > from && at < value.Length && value[at] == '%' ? at : 0;
    }
}
