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

    private const int MaxLine = 1024;
    private readonly string text = where.ToString();
    private readonly IReadOnlyList<FieldName> names = [.. NamesIn(where).Distinct().Take(16)];

    public Condition Needs => where;

    public void Observe(Event e, ICollection<Finding> findings)
    {
        if (!EventMatch.Holds(where, e)) return;
        var detector = Prefix + text;
        findings.Add(new Finding(
            FindingWriter.IdOf(detector, e), e.City, e.Time, e.Offset, detector, FindingWriter.FamilyOf(e), $"Event that fits: {text}", Severity.Informational, [], Meaning.Unusual,
            FindingWriter.Entities(e), FindingWriter.IsAttested(e),
            new Explanation($"no event that fits “{text}”", "1 event", null, e.Time, e.Time, Shown(e)),
            [new EvidenceLine(e.Feed, e.Offset, e.Time, Texts.Of(e.Raw.Span, MaxLine))]));
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
