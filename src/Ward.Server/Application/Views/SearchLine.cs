using Ward.Ingest.Search;

namespace Ward.Server.Application.Views;

/// <summary>One line of a search's answer; what is not of its kind is left out.</summary>
/// <param name="Kind">query, row, group, progress, done or error.</param>
public sealed record SearchLine(string Kind)
{
    public string? Query { get; init; }

    public IReadOnlyList<string>? Columns { get; init; }

    public StoredEventView? Event { get; init; }

    public IReadOnlyList<object?>? Values { get; init; }

    public SearchProgress? Progress { get; init; }

    public bool? Cut { get; init; }

    public string? Detail { get; init; }
}
