using System.Globalization;
using Ward.Detect.Findings;
using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>The finding of a count.</summary>
internal static class CountFinding
{
    /// <param name="Completed">Event time of the event that completed it, UTC ticks.</param>
    /// <param name="From">The first of the events counted.</param>
    /// <param name="To">The newest of the events counted.</param>
    internal readonly record struct Window(long Completed, long From, long To, long Seen, bool Attested);

    internal static Finding Write(EventCount count, Group group, EventReader reader, CompiledRule rule, Window window)
    {
        var e = reader.Event;
        var facts = count.Facts;
        var seen = string.Create(
            CultureInfo.InvariantCulture, $"{window.Seen} in {Durations.Text(TimeSpan.FromTicks(window.To - window.From))}");
        return new Finding(
            FindingWriter.IdOf(facts.Detector, e),
            e.City,
            Utc(window.Completed),
            e.Offset,
            facts.Detector,
            FindingWriter.FamilyOf(e),
            facts.Title,
            facts.Severity,
            facts.Techniques,
            facts.Meaning,
            Entities(group),
            window.Attested,
            new Explanation(count.Expected, seen, null, Utc(window.From), Utc(window.To), Fields(count, group, reader, rule)),
            group.Evidence.From(window.To - count.Span));
    }

    /// <summary>Only what all events of the group share: the source of the last of many is not the culprit, nor its account the victim.</summary>
    private static List<Entity> Entities(Group group)
    {
        var entities = new List<Entity>();
        if (FindingWriter.SourceOf(group.Source.Single) is { } source) entities.Add(source);
        foreach (var host in group.Hosts) entities.Add(new Entity.Host(host));
        if (group.Login.Single is { IsEmpty: false } login) entities.Add(FindingWriter.LoginOf(login));
        return entities;
    }

    private static List<FieldShown> Fields(EventCount count, Group group, EventReader reader, CompiledRule rule)
    {
        var shown = new List<FieldShown>();
        var values = GroupKey.Values(group.Key);
        for (var i = 0; i < values.Count; i++) shown.Add(new FieldShown(count.Source.GroupBy[i], values[i], "group-by"));
        shown.AddRange(FindingWriter.Shown(rule, reader));
        return shown;
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
