using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Standards.Ocsf;

/// <summary>A data type of the dictionary with its limits. Thread-safe.</summary>
public sealed class OcsfType
{
    private readonly Lazy<Regex?> shape;

    internal OcsfType(string name, string? basedOn, OcsfKind kind, int? maxLength, (long Min, long Max)? range, string? pattern, IReadOnlyList<string> values)
    {
        (Name, Base, Kind, MaxLength, Range, Pattern, Values) = (name, basedOn, kind, maxLength, range, pattern, values);
        shape = new(() => Pattern is null ? null : new Regex(ToDotNet(Pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    public string Name { get; }

    /// <summary>The type that it narrows; null for a root.</summary>
    public string? Base { get; }

    public OcsfKind Kind { get; }

    /// <summary>In characters; null without limit.</summary>
    public int? MaxLength { get; }

    /// <summary>Both ends included.</summary>
    public (long Min, long Max)? Range { get; }

    /// <summary>The schema's regular expression (ECMA 262), to be found somewhere in the text.</summary>
    public string? Pattern { get; }

    /// <summary>The only values there are, as JSON writes them; empty where the type does not name them.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether the text has the type's form; linear in its length, true where the type sets none.</summary>
    public bool Matches(string text) => shape.Value?.IsMatch(text) ?? true;

    /// <summary>The end of the text is the very end, and a digit is one of ASCII, in ECMA 262; .NET reads both more widely.</summary>
    private static string ToDotNet(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                if (pattern[i] == 'd') result.Append(inClass ? "0-9" : "[0-9]");
                else result.Append(c).Append(pattern[i]);
                continue;
            }

            if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            if (c == '$' && !inClass) result.Append("\\z");
            else result.Append(c);
        }

        return result.ToString();
    }
}
