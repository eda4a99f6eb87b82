using System.Net;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>One value of a field, with the modifiers worked in.</summary>
public abstract record SigmaTest
{
    private SigmaTest() { }

    /// <summary>The whole value fits the pattern.</summary>
    /// <param name="Cased">
    /// False: ASCII letters fold as ASCII, others by their invariant upper case where that is not ASCII itself.
    /// </param>
    public sealed record Text(SigmaPattern Pattern, bool Cased) : SigmaTest;

    /// <summary>The pattern is found in the value. Always <see cref="RegexOptions.NonBacktracking"/>: linear in the value's length.</summary>
    public sealed record Expression(Regex Regex) : SigmaTest;

    /// <summary>The value is an address within the network.</summary>
    public sealed record Cidr(IPNetwork Network) : SigmaTest;

    /// <summary>The value is a number that compares so; a value that is no number does not.</summary>
    public sealed record Number(SigmaComparison Comparison, double Value) : SigmaTest;

    /// <summary>The field is there, whatever its value, or is not.</summary>
    public sealed record Exists(bool Present) : SigmaTest;

    /// <summary>The field is absent.</summary>
    public sealed record Null : SigmaTest;

    /// <summary>The value is that of another field of the same event; case as with <see cref="Text"/>. An absent field is like none.</summary>
    public sealed record SameAs(string Field, bool Cased) : SigmaTest;

    /// <summary>One written value that stands for several: the three offsets of Base64.</summary>
    public sealed record OneOf(IReadOnlyList<SigmaTest> Tests) : SigmaTest;
}
