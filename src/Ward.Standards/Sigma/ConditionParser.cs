using System.Globalization;

namespace Ward.Standards.Sigma;

/// <summary>
/// The condition grammar: <c>not</c> binds before <c>and</c> before <c>or</c>; operators in any case;
/// <c>them</c> leaves out selections whose name begins with an underscore.
/// </summary>
internal sealed class ConditionParser
{
    private const int MaxDepth = 64;
    private readonly List<(string Text, int At)> tokens;
    private readonly string[] names;
    private readonly int length;
    private int at;
    private int depth;
    private Refusal? refusal;

    private ConditionParser(string text, string[] names) => (tokens, this.names, length) = (Tokens(text), names, text.TrimEnd().Length);

    /// <param name="AboutNames">True where a selection is missing: idle to say when the selection itself was refused.</param>
    /// <param name="At">Where in the condition, from 0.</param>
    internal readonly record struct Refusal(string Expected, string Found, bool AboutNames, int At, SigmaFault Fault);

    internal static SigmaCondition? Parse(string text, string[] names, out Refusal refusal)
    {
        var parser = new ConditionParser(text, names);
        var condition = parser.Or();
        if (condition is not null && parser.at < parser.tokens.Count)
            condition = parser.tokens[parser.at].Text is "|" or "near"
                ? parser.Refuse("no aggregation: count() and near are of Sigma 1, write a correlation document", fault: SigmaFault.Aggregation)
                : parser.Refuse("and, or, or the end of the condition");
        refusal = parser.refusal ?? default;
        return parser.refusal is null ? condition : null;
    }

    private static List<(string Text, int At)> Tokens(string text)
    {
        var tokens = new List<(string Text, int At)>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            if (text[start] is not ('(' or ')' or '|'))
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')' or '|')) i++;
            tokens.Add((text[start..i], start));
        }

        return tokens;
    }

    private SigmaCondition? Or()
    {
        var left = And();
        while (left is not null && Take("or"))
            left = And() is { } right ? new SigmaCondition.Or(left, right) : null;
        return left;
    }

    private SigmaCondition? And()
    {
        var left = Unary();
        while (left is not null && Take("and"))
            left = Unary() is { } right ? new SigmaCondition.And(left, right) : null;
        return left;
    }

    private SigmaCondition? Unary()
    {
        if (++depth > MaxDepth) return Refuse($"at most {MaxDepth} levels");
        try
        {
            if (Take("not")) return Unary() is { } inner ? new SigmaCondition.Not(inner) : null;
            if (!Take("(")) return Term();
            var group = Or();
            return group is null ? null : Take(")") ? group : Refuse("a closing parenthesis");
        }
        finally
        {
            depth--;
        }
    }

    private SigmaCondition? Term()
    {
        if (at == tokens.Count) return Refuse("a selection");
        if (at + 1 < tokens.Count && Is(tokens[at + 1].Text, "of")) return Quantified();
        if (!names.Contains(tokens[at].Text)) return Refuse($"a selection: {string.Join(", ", names)}", aboutNames: true);
        return new SigmaCondition.Selection(tokens[at++].Text);
    }

    private SigmaCondition? Quantified()
    {
        var quantity = tokens[at].Text;
        var all = Is(quantity, "all");
        var count = Is(quantity, "any") ? 1 : 0;
        if (!all && count == 0 && !(int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0))
            return Refuse("1, a number, any or all before 'of'");
        at += 2;
        if (at == tokens.Count) return Refuse("them or a pattern of names after 'of'");
        var pattern = tokens[at].Text;
        var named = Is(pattern, "them")
            ? names.Where(n => !n.StartsWith('_')).ToList()
            : [.. names.Where(n => Fits(pattern, n))];
        if (named.Count == 0 || named.Count < count)
            return Refuse($"a pattern that names at least {Math.Max(count, 1)} of the selections {string.Join(", ", names)}", aboutNames: true);
        at++;
        return new SigmaCondition.AtLeast(all ? named.Count : count, named);
    }

    private static bool Fits(string pattern, string name)
    {
        var pieces = pattern.Split('*');
        if (pieces.Length == 1) return name == pattern;
        if (!name.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var from = pieces[0].Length;
        for (var i = 1; i < pieces.Length - 1; i++)
        {
            var found = name.IndexOf(pieces[i], from, StringComparison.Ordinal);
            if (found < 0) return false;
            from = found + pieces[i].Length;
        }

        return name.Length - from >= pieces[^1].Length && name.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    private bool Take(string token)
    {
        if (at == tokens.Count || !Is(tokens[at].Text, token)) return false;
        at++;
        return true;
    }

    private static bool Is(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    private SigmaCondition? Refuse(string expected, bool aboutNames = false, SigmaFault fault = SigmaFault.Condition)
    {
        var (found, place) = at < tokens.Count ? tokens[at] : ("", length);
        refusal ??= new Refusal(expected, found, aboutNames, place, fault);
        return null;
    }
}
