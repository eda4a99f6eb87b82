namespace Ward.Govern.ThreatModel.Systems;

/// <summary>A call of one asset to another. What is null is not known.</summary>
/// <param name="Id">Unique among the links.</param>
/// <param name="Source">Id of the asset that calls.</param>
/// <param name="Target">Id of the asset that is called.</param>
public sealed record Link(string Id, string Title, string Source, string Target)
{
    /// <summary>Name as of Threagile: https, jdbc-encrypted, unknown-protocol where the model says that nobody knows it.</summary>
    public string? Protocol { get; init; }

    public Authentication? Authentication { get; init; }

    public Authorization? Authorization { get; init; }

    public bool? Vpn { get; init; }

    public bool? IpFiltered { get; init; }

    public bool? ReadOnly { get; init; }

    public bool? DevOps { get; init; }

    /// <summary>Ids of data assets; null where not known.</summary>
    public IReadOnlyList<string>? Sent { get; init; }

    public IReadOnlyList<string>? Received { get; init; }

    public IEnumerable<string> Transferred => (Sent ?? []).Concat(Received ?? []);
}
