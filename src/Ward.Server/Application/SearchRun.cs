using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>A search that was allowed and understood.</summary>
/// <param name="Columns">Of a summary; null where events are asked for.</param>
/// <param name="Lines">The answer as it is found; reading it does the work. Ends with done or error.</param>
internal sealed record SearchRun(string Query, IReadOnlyList<string>? Columns, IAsyncEnumerable<SearchLine> Lines);
