using System.Net;
using System.Net.Sockets;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>Whether a value passes a test.</summary>
public static class ValueMatch
{
    public static bool Holds(ValueTest test, string value) => test switch
    {
        ValueTest.Exists => true,
        ValueTest.Equal equal => Words.Fold(value) == Words.Fold(equal.Value),
        ValueTest.Like like => Wildcard.Fits(Words.Fold(like.Pattern), Words.Fold(value)),
        ValueTest.Compare compare => Numbers.TryRead(value, out var number) && Compares(number.CompareTo(compare.Number), compare.How),
        ValueTest.Within within => IsWithin(value, within.Networks),
        ValueTest.In list => list.Tests.Any(t => Holds(t, value)),
        _ => throw new InvalidOperationException($"Unknown test {test.GetType().Name}."),
    };

    /// <summary>Whether the text is an address in one of the networks.</summary>
    public static bool IsWithin(string value, IReadOnlyList<IPNetwork> networks)
    {
        // An address parser also takes "1" and "0x7f.1"; a log does not mean an address by it.
        if (value.Length is < 2 or > 45 || (!value.Contains(':', StringComparison.Ordinal) && value.AsSpan().Count('.') != 3)) return false;
        if (!IPAddress.TryParse(value, out var address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && value.Any(c => !char.IsAsciiDigit(c) && c != '.')) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach (var network in networks)
            if (network.Contains(address)) return true;
        return false;
    }

    private static bool Compares(int order, Comparison how) => how switch
    {
        Comparison.Less => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.More => order > 0,
        Comparison.AtLeast => order >= 0,
        _ => throw new InvalidOperationException($"Unknown comparison {how}."),
    };
}
