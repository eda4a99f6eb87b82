using Ward.Detect.Findings;

namespace Ward.Detect.Tuning;

/// <summary>By what a finding of no rule is told from others of its detector, as filters over findings name it.</summary>
internal static class FindingFields
{
    /// <summary>What it means and how grave it is, so that a sign that somebody got in is not silenced with what was merely unusual; then entities and indicator, and its title where it is about no entity.</summary>
    internal static IEnumerable<(string Path, string Value)> Of(Finding finding)
    {
        yield return ("finding.meaning", finding.Meaning.ToString());
        yield return ("finding.level", finding.Severity.ToString());
        foreach (var field in Entities(finding).Concat(Indicator(finding))) yield return field;
        // What is wrong with a feed or a correlation names its kind in the title alone.
        if (finding.Entities.Count == 0) yield return ("finding.title", finding.Title);
    }

    /// <summary>Of each kind the only one; of several, each is looked at apart and none can stand for all.</summary>
    private static IEnumerable<(string Path, string Value)> Entities(Finding finding)
    {
        foreach (var kind in finding.Entities.GroupBy(e => e.GetType()))
            if (kind.Count() == 1) yield return (NameOf(kind.First()), kind.First().ToString()!);
    }

    private static IEnumerable<(string Path, string Value)> Indicator(Finding finding) =>
        finding.Explanation.Fields.Where(f => f.Path is "indicator.value" or "indicator.feed").DistinctBy(f => f.Path).Select(f => (f.Path, f.Value));

    private static string NameOf(Entity entity) => entity switch
    {
        Entity.Source => "entity.source",
        Entity.Host => "entity.host",
        Entity.Login => "entity.login",
        _ => throw new InvalidOperationException($"Unknown entity {entity.GetType().Name}."),
    };
}
