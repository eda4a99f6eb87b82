namespace Ward.Server.Application.Views;

/// <summary>The city as it is modelled.</summary>
/// <param name="Changed">When this version was taken into use, and why.</param>
/// <param name="Problems">Why a newer city file is not in force; empty where there is none.</param>
public sealed record CityView(
    string Id, string Name, string Version, IReadOnlyList<ZoneView> Zones, IReadOnlyList<AssetView> Assets,
    IReadOnlyList<ServiceView> Services, IReadOnlyList<ElementView> Elements, int Accounts, int Flows, int Exposures,
    DateTimeOffset? Changed, string Why, IReadOnlyList<string> Problems)
{
    /// <summary>The exposures, each with who tells of it; at most 5000, those of installed packages after the others.</summary>
    public IReadOnlyList<ExposureView> Weaknesses { get; init; } = [];

    /// <summary>Where sources differ; bounded.</summary>
    public IReadOnlyList<CityConflictView> Conflicts { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int ConflictCount { get; init; }

    /// <summary>What sources said and the model does not hold, and why; bounded.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int LeftOutCount { get; init; }
}
