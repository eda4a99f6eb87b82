namespace Ward.Standards.Threagile;

/// <summary>A trust boundary.</summary>
/// <param name="Type">network-on-prem, network-cloud-provider, execution-environment, …</param>
/// <param name="Inside">Ids of the technical assets directly inside; no asset is directly inside two.</param>
/// <param name="Nested">Ids of the boundaries directly inside; nesting does not go in a circle.</param>
public sealed record ThreagileBoundary(string Id, string Title, string Type, IReadOnlyList<string> Inside, IReadOnlyList<string> Nested, IReadOnlyList<string> Tags);
