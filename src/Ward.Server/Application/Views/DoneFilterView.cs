namespace Ward.Server.Application.Views;

/// <param name="Name">By which it can be removed.</param>
/// <param name="Until">The last day on which it counts, UTC.</param>
public sealed record DoneFilterView(string Name, DateOnly Until, string Words);
