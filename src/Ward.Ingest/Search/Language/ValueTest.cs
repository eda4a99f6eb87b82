using System.Globalization;
using System.Net;

namespace Ward.Ingest.Search.Language;

/// <summary>What must be true of a field's value. Text is compared without regard to case.</summary>
public abstract record ValueTest
{
    private ValueTest() { }

    public sealed record Exists : ValueTest;

    public sealed record Equal(string Value) : ValueTest;

    /// <param name="Pattern">* stands for any characters, ? for one; \ before *, ? or \ takes it as it is.</param>
    public sealed record Like(string Pattern) : ValueTest;

    /// <summary>The value is a number as <see cref="Numbers"/> reads it and compares so. Text that is no number never does.</summary>
    public sealed record Compare(Comparison How, decimal Number) : ValueTest;

    /// <summary>The value is an address in one of the networks; an IPv4 address written as IPv6 counts as IPv4.</summary>
    public sealed record Within(Sequence<IPNetwork> Networks) : ValueTest;

    /// <summary>One of them holds. None is itself a list.</summary>
    public sealed record In(Sequence<ValueTest> Tests) : ValueTest;

    /// <summary>With its operator, as it stands behind a field's name.</summary>
    internal string Print() => this switch
    {
        Compare compare => Sign(compare.How) + compare.Number.ToString("0.######", CultureInfo.InvariantCulture),
        In list => $":({string.Join(", ", list.Tests.Select(t => t.PrintValue()))})",
        _ => ":" + PrintValue(),
    };

    private string PrintValue() => this switch
    {
        Exists => "*",
        Equal equal => Words.Quote(equal.Value),
        Like like => Words.Bare(like.Pattern),
        Within within => $"cidr({string.Join(", ", within.Networks)})",
        _ => throw new InvalidOperationException($"{GetType().Name} is no value."),
    };

    private static string Sign(Comparison how) => how switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.More => ">",
        Comparison.AtLeast => ">=",
        _ => throw new InvalidOperationException($"Unknown comparison {how}."),
    };
}
