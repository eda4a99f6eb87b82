namespace Ward.Server.Application.Views;

/// <summary>Threat intelligence as it is now.</summary>
/// <param name="Set">Version of the newest set of indicators.</param>
/// <param name="Bytes">Memory that it takes.</param>
/// <param name="NeverBlockLists">How many never-block lists there are, with how many entries.</param>
/// <param name="Problems">Never-block lists that could not be used.</param>
public sealed record IntelView(string Set, long Indicators, long Patterns, long Bytes, int NeverBlockLists, long NeverBlockEntries, IReadOnlyList<string> Problems, IReadOnlyList<IntelFeedView> Feeds);
