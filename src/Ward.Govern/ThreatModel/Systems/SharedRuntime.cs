namespace Ward.Govern.ThreatModel.Systems;

/// <param name="Running">Ids of the assets that run on it.</param>
public sealed record SharedRuntime(string Id, string Title, IReadOnlyList<string> Running)
{
    public IReadOnlyList<string> Tags { get; init; } = [];
}
