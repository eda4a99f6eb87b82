using System.Globalization;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>
/// Whether a well-formed expression is surely one that can be searched in linear time, told from its text alone: to build the machine for it is dear. What is doubtful is
/// answered by no.
/// </summary>
internal static class LinearExpressions
{
    /// <summary>Far below the size of an automaton that the runtime refuses (10,000 nodes, by its own estimate).</summary>
    private const long MostNodes = 4000;

    internal static bool Are(string text, RegexOptions options)
    {
        if ((options & (RegexOptions.RightToLeft | RegexOptions.ECMAScript)) != 0) return false;
        var (nodes, inClass) = ((long)text.Length, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    // Back-references by number or name; where the last match ended.
                    if (i >= text.Length || (!inClass && (text[i] is >= '1' and <= '9' or 'k' or 'G'))) return false;
                    break;
                // A class within a class is taken from it: rare, and left to the machine.
                case '[' when inClass:
                    return false;
                case '[':
                    inClass = true;
                    // A bracket that comes first closes nothing.
                    if (i + 1 < text.Length && text[i + 1] == '^') i++;
                    if (i + 1 < text.Length && text[i + 1] == ']') i++;
                    break;
                case ']' when inClass:
                    inClass = false;
                    break;
                case '(' when !inClass && i + 1 < text.Length && text[i + 1] == '?':
                    if (!IsPlainGroup(text.AsSpan(i + 2))) return false;
                    break;
                case '{' when !inClass:
                    nodes *= Repetitions(text.AsSpan(i + 1));
                    if (nodes > MostNodes) return false;
                    break;
            }
        }

        return nodes <= MostNodes;
    }

    /// <summary>No capture, a name, or flags; x changes what the rest means, so it is left to the machine.</summary>
    private static bool IsPlainGroup(ReadOnlySpan<char> rest)
    {
        if (rest is [':', ..]) return true;
        if (rest is ['<', not ('=' or '!'), ..] or ['P', ..])
        {
            var end = rest.IndexOf('>');
            return end > 0 && !rest[..end].Contains('-');
        }

        var flags = 0;
        while (flags < rest.Length && rest[flags] is 'i' or 'm' or 's' or 'n' or '-') flags++;
        return flags > 0 && flags < rest.Length && rest[flags] is ':' or ')';
    }

    /// <summary>The larger bound of {n}, {n,} or {n,m}; 1 where it is a brace by itself.</summary>
    private static long Repetitions(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('}');
        if (end < 1) return 1;
        var largest = 1L;
        foreach (var part in rest[..end].Split(','))
        {
            if (rest[..end][part] is not { Length: > 0 } number) continue;
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var times)) return 1;
            largest = Math.Max(largest, times);
        }

        return largest;
    }
}
