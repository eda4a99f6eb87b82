using System.Text;

namespace Ward.Ingest.Search;

/// <summary>How rows of an answer are ordered: numbers before text, what is missing last either way, text by its code points.</summary>
public static class SearchOrder
{
    /// <param name="firstNumber">Null where the value is no number.</param>
    /// <param name="first">Null where the value is missing.</param>
    public static int Compare(decimal? firstNumber, string? first, decimal? secondNumber, string? second, bool descending)
    {
        var order = Missing(firstNumber, secondNumber) ?? firstNumber!.Value.CompareTo(secondNumber!.Value) * (descending ? -1 : 1);
        if (order != 0) return order;
        return Missing(first, second) ?? Encoding.UTF8.GetBytes(first!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(second!)) * (descending ? -1 : 1);
    }

    /// <summary>The older first; at one moment, the one that came first.</summary>
    public static int ByTime(FoundEvent first, FoundEvent second)
    {
        var order = first.Time.CompareTo(second.Time);
        return order != 0 ? order : first.Offset.CompareTo(second.Offset);
    }

    // Null where both are there.
    private static int? Missing(object? first, object? second) => (first, second) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => null,
    };
}
