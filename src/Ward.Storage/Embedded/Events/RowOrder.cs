using Ward.Ingest.Search;

namespace Ward.Storage.Embedded.Events;

/// <summary>The same order as in the statement: <see cref="SearchOrder"/> over rows.</summary>
internal sealed class RowOrder(bool byTime, bool descending) : IComparer<Candidate>
{
    public int Compare(Candidate? x, Candidate? y)
    {
        var (a, b) = (x!, y!);
        if (!byTime)
        {
            var order = SearchOrder.Compare(a.Number, a.Text, b.Number, b.Text, descending);
            return order != 0 ? order : SearchOrder.ByTime(b.Event, a.Event);
        }

        return descending ? SearchOrder.ByTime(b.Event, a.Event) : SearchOrder.ByTime(a.Event, b.Event);
    }
}
