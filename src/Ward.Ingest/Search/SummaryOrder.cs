using System.Globalization;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>The order of a summary's rows: what is asked for, else the largest first figure first; then by the keys.</summary>
public static class SummaryOrder
{
    /// <param name="rows">Keys, then figures, as <see cref="Summary.Columns"/> names them.</param>
    public static IEnumerable<object?[]> Sort(IEnumerable<object?[]> rows, Query query, Summary summary)
    {
        var (column, descending) = First(query, summary);
        return rows.Order(Comparer<object?[]>.Create((a, b) =>
        {
            var compared = Compare(a[column], b[column], descending);
            for (var key = 0; compared == 0 && key < summary.By.Count; key++) compared = Compare(a[key], b[key], descending: false);
            return compared;
        }));
    }

    /// <summary>The column that decides first, by its place, and whether the largest comes first.</summary>
    public static (int Column, bool Descending) First(Query query, Summary summary)
    {
        if (query.Order is { } order) return (summary.Columns.ToList().IndexOf(order.Column), order.Descending);
        // Pieces of time read best in their order.
        var byTime = summary.By.ToList().FindIndex(k => k is GroupKey.Time);
        return byTime >= 0 ? (byTime, false) : (summary.By.Count, true);
    }

    private static int Compare(object? first, object? second, bool descending)
    {
        if (first is DateTimeOffset a && second is DateTimeOffset b) return a.CompareTo(b) * (descending ? -1 : 1);
        return SearchOrder.Compare(Number(first), Text(first), Number(second), Text(second), descending);
    }

    private static decimal? Number(object? value) => value switch
    {
        long count => count,
        decimal figure => figure,
        string text => Numbers.TryRead(text, out var number) ? number : null,
        _ => null,
    };

    private static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
