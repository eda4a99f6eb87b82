using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>The section 'intel' of ward.yaml.</summary>
/// <param name="Warninglists">Folders of MISP warning lists; absolute.</param>
/// <param name="Everywhere">Names of warning lists whose addresses no measure may be aimed at, whatever it rests on.</param>
public sealed record IntelSettings(IReadOnlyList<IntelFeed> Feeds, HygieneOptions Hygiene, IReadOnlyList<string> Warninglists, IReadOnlyList<string> Everywhere)
{
    public static IntelSettings None { get; } = new([], new HygieneOptions(), [], []);
}
