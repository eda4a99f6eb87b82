using System.Text;

namespace Ward.Standards.Sigma;

/// <summary>A string value with its wildcards found and its escapes undone (Sigma 2.1, escaping).</summary>
/// <param name="Parts">Never two literals, nor two stars, in a row; no empty literal. Empty for the empty string.</param>
public sealed record SigmaPattern(IReadOnlyList<SigmaPattern.Part> Parts)
{
    /// <summary>The characters that the modifier windash holds to be one and the same.</summary>
    public const string Dashes = "-/\u2013\u2014\u2015";

    public enum Kind
    {
        Literal,
        /// <summary>Any number of characters, none included: <c>*</c>.</summary>
        Star,
        /// <summary>Exactly one character: <c>?</c>.</summary>
        One,
        /// <summary>Exactly one of <see cref="Dashes"/>.</summary>
        Dash,
    }

    public readonly record struct Part(Kind Kind, string Text);

    /// <summary>
    /// Reads a value as it stands in a rule. A backslash before <c>*</c>, <c>?</c> or a backslash takes away its meaning;
    /// before anything else, and at the end, it is itself.
    /// </summary>
    public static SigmaPattern Parse(string value)
    {
        var parts = new PartList();
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '\\' when i + 1 < value.Length && value[i + 1] is '*' or '?' or '\\':
                    parts.Add(value[++i]);
                    break;
                case '*':
                    parts.Add(Kind.Star);
                    break;
                case '?':
                    parts.Add(Kind.One);
                    break;
                default:
                    parts.Add(value[i]);
                    break;
            }
        }

        return parts.Done();
    }

    /// <summary>A value without any wildcard.</summary>
    public static SigmaPattern Literal(string text) => new(text.Length == 0 ? [] : [new Part(Kind.Literal, text)]);

    /// <summary>The parts one after the other, literals that come to stand in a row made one.</summary>
    internal static SigmaPattern Join(IEnumerable<Part> parts)
    {
        var list = new PartList();
        foreach (var part in parts) list.Add(part);
        return list.Done();
    }

    public bool HasWildcards => Parts.Any(p => p.Kind is not Kind.Literal);

    /// <summary>The text of a pattern without wildcards.</summary>
    public string Plain => HasWildcards ? throw new InvalidOperationException("The pattern has wildcards.") : Parts.Count == 0 ? "" : Parts[0].Text;

    /// <summary>With stars put before and after, as the modifiers contains, startswith and endswith do.</summary>
    public SigmaPattern Open(bool before, bool after)
    {
        var parts = new PartList();
        if (before) parts.Add(Kind.Star);
        foreach (var part in Parts) parts.Add(part);
        if (after) parts.Add(Kind.Star);
        return parts.Done();
    }

    /// <summary>With every dash that begins a word turned into any dash, as the modifier windash does.</summary>
    public SigmaPattern WithAnyDash()
    {
        var parts = new PartList();
        foreach (var part in Parts)
        {
            if (part.Kind != Kind.Literal)
            {
                parts.Add(part);
                continue;
            }

            for (var i = 0; i < part.Text.Length; i++)
            {
                var begins = Dashes.Contains(part.Text[i], StringComparison.Ordinal)
                    && (i == 0 || !IsWord(part.Text[i - 1]))
                    && i + 1 < part.Text.Length && IsWord(part.Text[i + 1]);
                if (begins) parts.Add(Kind.Dash);
                else parts.Add(part.Text[i]);
            }
        }

        return parts.Done();
    }

    /// <summary>Every text that a pattern of literals and dashes alone stands for; null where it has wildcards, or more dashes than asked.</summary>
    internal IReadOnlyList<string>? WithEachDash(int most)
    {
        if (Parts.Any(p => p.Kind is Kind.Star or Kind.One) || Parts.Count(p => p.Kind == Kind.Dash) > most) return null;
        List<string> texts = [""];
        foreach (var part in Parts)
            texts = part.Kind == Kind.Literal ? [.. texts.Select(t => t + part.Text)] : [.. texts.SelectMany(t => Dashes.Select(d => t + d))];
        return texts;
    }

    /// <summary>The value as it could stand in a rule.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            _ = part.Kind switch
            {
                Kind.Star => text.Append('*'),
                Kind.One => text.Append('?'),
                Kind.Dash => text.Append('-'),
                Kind.Literal => text.Append(part.Text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal)),
                _ => throw new InvalidOperationException($"Unknown part {part.Kind}."),
            };
        }

        return text.ToString();
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private sealed class PartList
    {
        private readonly List<Part> parts = [];
        private readonly StringBuilder literal = new();

        public void Add(char c) => literal.Append(c);

        public void Add(Part part)
        {
            if (part.Kind == Kind.Literal) literal.Append(part.Text);
            else Add(part.Kind);
        }

        public void Add(Kind kind)
        {
            Flush();
            if (kind == Kind.Star && parts is [.., { Kind: Kind.Star }]) return;
            parts.Add(new Part(kind, ""));
        }

        public SigmaPattern Done()
        {
            Flush();
            return new SigmaPattern(parts);
        }

        private void Flush()
        {
            if (literal.Length == 0) return;
            parts.Add(new Part(Kind.Literal, literal.ToString()));
            literal.Clear();
        }
    }
}
