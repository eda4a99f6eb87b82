using System.Globalization;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>replace_string.</summary>
/// <param name="literalsOnly">Wildcards are left alone; what replaces a literal is literal unless it is to be read.</param>
internal sealed class ReplaceText(Regex regex, string replacement, bool literalsOnly, bool read) : TextTransformation
{
    protected override SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item)
    {
        if (!literalsOnly) return text with { Pattern = ValueText.Parse(regex.Replace(ValueText.Of(text.Pattern), replacement)) };
        return text with
        {
            Pattern = SigmaPattern.Join(text.Pattern.Parts.SelectMany(part => part.Kind != SigmaPattern.Kind.Literal ? [part]
                : read ? ValueText.Parse(regex.Replace(part.Text, replacement)).Parts
                : SigmaPattern.Literal(regex.Replace(part.Text, replacement)).Parts)),
        };
    }
}

/// <summary>map_string.</summary>
internal sealed class MapText(IReadOnlyDictionary<string, IReadOnlyList<string>> mapping) : TextTransformation
{
    protected override SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item)
    {
        if (!mapping.TryGetValue(ValueText.Of(text.Pattern), out var mapped)) return text;
        var texts = mapped.Select(m => text with { Pattern = ValueText.Parse(m) }).ToList();
        return texts is [var only] ? only : new SigmaTest.OneOf(texts);
    }
}

/// <summary>regex: a text as the expression that says the same.</summary>
/// <param name="ignoreCase">False for the method plain, by which case counts.</param>
internal sealed class TextToExpression(bool ignoreCase) : TextTransformation
{
    protected override SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item)
    {
        var expression = string.Concat(text.Pattern.Parts.Select(part => part.Kind switch
        {
            SigmaPattern.Kind.Star => ".*",
            SigmaPattern.Kind.One => ".",
            SigmaPattern.Kind.Dash => $"[{Regex.Escape(SigmaPattern.Dashes).Replace("-", @"\-", StringComparison.Ordinal)}]",
            SigmaPattern.Kind.Literal => Regex.Escape(part.Text),
            _ => throw new InvalidOperationException($"Unknown part {part.Kind}."),
        }));
        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoreCase && !text.Cased ? RegexOptions.IgnoreCase : 0);
        if (ExpressionReader.Read($"^{expression}\\z", options, out var expected) is { } regex) return new SigmaTest.Expression(regex);
        run.Refuse(item, expected);
        return text;
    }
}

/// <summary>set_value.</summary>
/// <param name="value">Null for the absent field.</param>
internal sealed class SetValue(string? value) : ValueTransformation
{
    protected override SigmaTest Map(SigmaTest test, PipelineRun run, PipelineItem item) =>
        value is null ? new SigmaTest.Null() : new SigmaTest.Text(SigmaPattern.Parse(value), Cased: false);
}

/// <summary>convert_type: all values are texts here, so what is left of it is that one must be a number.</summary>
internal sealed class MustBeNumber : TextTransformation
{
    protected override SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item)
    {
        if (!double.TryParse(ValueText.Of(text.Pattern), NumberStyles.Float, CultureInfo.InvariantCulture, out _)) run.Refuse(item, $"a number instead of '{ValueText.Of(text.Pattern)}'");
        return text;
    }
}

/// <summary>case.</summary>
internal sealed class ChangeCase(bool upper) : TextTransformation
{
    protected override SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item) => text with
    {
        Pattern = SigmaPattern.Join(text.Pattern.Parts.Select(p => p with { Text = upper ? p.Text.ToUpperInvariant() : p.Text.ToLowerInvariant() })),
    };
}
