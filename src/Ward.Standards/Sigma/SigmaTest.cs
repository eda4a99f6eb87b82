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

    /// <summary>
    /// The pattern is found in the value. <see cref="ExpressionReader.Linear"/> gives what needs no bound in time; it can for every expression of a rule.
    /// </summary>
    public sealed record Expression(Regex Regex) : SigmaTest;

    /// <summary>The value is an address within the network.</summary>
    public sealed record Cidr(IPNetwork Network) : SigmaTest;

    /// <summary>The value is a number that compares so; a value that is no number does not.</summary>
    public sealed record Number(SigmaComparison Comparison, double Value) : SigmaTest;

    /// <summary>A part of the date that the value is, as its digits say it, compares so; a value that is no date, or lacks the part, does not.</summary>
    public sealed record Time(SigmaTimePart Part, SigmaComparison Comparison, int Value) : SigmaTest;

    /// <summary>The field is there, whatever its value, or is not.</summary>
    public sealed record Exists(bool Present) : SigmaTest;

    /// <summary>The field is absent.</summary>
    public sealed record Null : SigmaTest;

    /// <summary>
    /// The value is that of another field of the same event, or holds it at the beginning, the end or anywhere; case as with
    /// <see cref="Text"/>. An absent field is like none.
    /// </summary>
    public sealed record SameAs(string Field, bool Cased) : SigmaTest
    {
        /// <summary>Open before the other's value, as with contains and endswith.</summary>
        public bool Before { get; init; }

        /// <summary>Open after the other's value, as with contains and startswith.</summary>
        public bool After { get; init; }
    }

    /// <summary>One written value that stands for several: the three offsets of Base64, the values of a placeholder.</summary>
    public sealed record OneOf(IReadOnlyList<SigmaTest> Tests) : SigmaTest;

    /// <summary>
    /// A value with placeholders, whose modifiers are worked in once these are known. A rule that still has one is not ready to match.
    /// </summary>
    public sealed record Expand(SigmaTemplate Template) : SigmaTest
    {
        internal Modifiers Modifiers { get; init; } = new();
    }
}
