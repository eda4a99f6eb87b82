namespace Ward.Standards.Threagile;

/// <summary>A trust boundary.</summary>
/// <param name="Type">network-on-prem, network-cloud-provider, execution-environment, …</param>
/// <param name="Inside">Ids of the technical assets directly inside.</param>
/// <param name="Nested">Ids of the boundaries directly inside.</param>
public sealed record ThreagileBoundary(string Id, string Title, string Type, IReadOnlyList<string> Inside, IReadOnlyList<string> Nested);
