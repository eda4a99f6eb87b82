namespace Ward.Ingest.Search.Language;

/// <summary>Figures over groups of events.</summary>
/// <param name="Measures">One or more.</param>
/// <param name="By">Empty for one group of all.</param>
public sealed record Summary(Sequence<Measure> Measures, Sequence<GroupKey> By)
{
    /// <summary>The columns of the answer in order: keys, then measures.</summary>
    public IReadOnlyList<string> Columns => [.. By.Select(k => k.ToString()!), .. Measures.Select(m => m.ToString())];

    public override string ToString() => string.Join(", ", Measures) + (By.Count > 0 ? " by " + string.Join(", ", By) : "");
}
