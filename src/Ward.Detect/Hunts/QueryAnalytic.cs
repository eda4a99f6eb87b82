using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>A search as an analytic: every event that fits is a finding. Remembers nothing.</summary>
public sealed class QueryAnalytic(Condition where) : IHuntAnalytic
{
    /// <summary>Before the condition in the detector's name.</summary>
    public const string Prefix = "query:";

    private readonly RuleFacts facts = new($"{Prefix}{where}", $"Event that fits: {where}", Severity.Informational, [], Meaning.Unusual) { Expected = $"no event that fits “{where}”" };
    private readonly IReadOnlyList<FieldName> names = [.. NamesIn(where).Distinct().Take(16)];

    public Condition Needs => where;

    public void Observe(Event e, ICollection<Finding> findings)
    {
        if (!EventMatch.Holds(where, e)) return;
        findings.Add(FindingWriter.OfEvent(facts, e, EventNotes.Of(e), Shown(e)));
    }

    public void Save(Stream state)
    {
    }

    public bool TryRestore(Stream state) => true;

    private List<FieldShown> Shown(Event e)
    {
        var shown = new List<FieldShown>();
        foreach (var name in names)
            if (EventMatch.ValueOf(name, e) is { } value) shown.Add(new FieldShown(name.Written, value.Length > Texts.ShownBytes ? value[..Texts.ShownBytes] : value, "query"));
        return shown;
    }

    private static IEnumerable<FieldName> NamesIn(Condition condition) => condition switch
    {
        Condition.Field { Name.Stamp: Stamp.Raw } or Condition.Any or Condition.Text or Condition.Address => [],
        Condition.Field field => [field.Name],
        Condition.All all => all.Parts.SelectMany(NamesIn),
        Condition.OneOf one => one.Parts.SelectMany(NamesIn),
        Condition.Not not => NamesIn(not.Inner),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };
}
