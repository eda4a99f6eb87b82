namespace Ward.Govern.ThreatModel.Systems;

/// <summary>A part of the system. What is null is not known, and no rule speaks about what is not known.</summary>
/// <param name="Id">Unique among the assets.</param>
public sealed record TechnicalAsset(string Id, string Title, AssetType Type)
{
    /// <summary>Names as of Threagile: web-server, database, vault. Null where not known.</summary>
    public IReadOnlyList<string>? Technologies { get; init; }

    public Machine? Machine { get; init; }

    public Encryption? Encryption { get; init; }

    public bool OutOfScope { get; init; }

    /// <summary>It lies on the internet itself.</summary>
    public bool? Internet { get; init; }

    public bool? UsedByHuman { get; init; }

    public bool? MultiTenant { get; init; }

    public bool? Redundant { get; init; }

    public bool? CustomDeveloped { get; init; }

    public bool? DevOps { get; init; }

    /// <summary>Its own worth, besides that of its data.</summary>
    public Sensitivity Own { get; init; }

    /// <summary>Ids of data assets, as written; null where not known.</summary>
    public IReadOnlyList<string>? Processed { get; init; }

    public IReadOnlyList<string>? Stored { get; init; }

    /// <summary>json, xml, serialization, file, csv, yaml.</summary>
    public IReadOnlyList<string>? Formats { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Owner { get; init; }

    /// <summary>True where one of its technologies has the trait.</summary>
    public bool Is(Trait trait) => Technologies is { } all && all.Any(t => Systems.Technologies.Has(t, trait));

    public bool IsA(string technology) => Technologies?.Contains(technology) is true;

    public bool IsTagged(string tag) => Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);
}
