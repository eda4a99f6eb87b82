namespace Ward.Standards.OpenC2;

/// <summary>
/// Which profiles a component understands: what bears another namespace is refused, since nobody could say what it means.
/// </summary>
/// <param name="Profiles">'slpf' and extensions that begin with 'x-'.</param>
/// <param name="Pairs">Where given, the action-target pairs that a features answer may claim.</param>
public sealed record OpenC2Vocabulary(IReadOnlySet<string> Profiles, IReadOnlyDictionary<OpenC2Action, IReadOnlySet<string>>? Pairs = null)
{
    /// <summary>The language itself, without any profile.</summary>
    public static OpenC2Vocabulary Language { get; } = Of();

    public static OpenC2Vocabulary Of(params string[] profiles) => new(profiles.ToHashSet(StringComparer.Ordinal));
}
