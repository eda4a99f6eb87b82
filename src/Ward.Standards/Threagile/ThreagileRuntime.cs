namespace Ward.Standards.Threagile;

/// <summary>A runtime that technical assets share.</summary>
public sealed record ThreagileRuntime(string Id, string Title, IReadOnlyList<string> Running, IReadOnlyList<string> Tags);
