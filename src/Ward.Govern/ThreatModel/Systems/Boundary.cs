namespace Ward.Govern.ThreatModel.Systems;

/// <param name="Inside">Ids of the assets directly inside.</param>
/// <param name="Nested">Ids of the boundaries directly inside.</param>
public sealed record Boundary(string Id, string Title, BoundaryType Type, IReadOnlyList<string> Inside, IReadOnlyList<string> Nested)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool IsNetwork => Type != BoundaryType.ExecutionEnvironment;

    public bool IsCloud => Type is BoundaryType.CloudProvider or BoundaryType.CloudSecurityGroup;
}
