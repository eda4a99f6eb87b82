using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>Turns what a group has to say into a finding, and into what correlations further up look at.</summary>
internal static class StatementWriter
{
    internal static Statement Write(CorrelationPlan plan, Group group, Said said, CityId city, Match? match)
    {
        var now = said.Now;
        if (said.Told is null)
        {
            var offset = plan.Judging == Judging.AtOnce && match is not null ? match.Occurrence.Offset : now.Offset;
            // One event may move a finding and make another at the time that the first one had.
            for (var among = 0; said.Id.Length == 0 || group.Saids.Exists(s => !ReferenceEquals(s, said) && s.Id == said.Id); among++) said.Id = IdOf(plan, group, now, city, offset, among);
        }

        said.Revision++;
        var exports = ExportsOf(plan, group, now);
        var statement = new Statement(plan, group, city, now, said.Told, exports, said.Exports, plan.Speaks ? FindingOf(plan, group, said, city, match) : null);
        (said.Told, said.Exports) = (now, exports);
        return statement;
    }

    /// <summary>
    /// By the offset that made it speak: a replay gives the same. One that was due gets it from the event that completed it,
    /// so that it does not matter whether an event or a clock showed that it was.
    /// </summary>
    private static string IdOf(CorrelationPlan plan, Group group, in Said.Content now, CityId city, long offset, int among) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{plan.Facts.Detector}\n{city.Value}\n{offset}\n{now.Time}\n{among}\n{Convert.ToHexString(group.Key)}")))[..16]);

    private static Finding FindingOf(CorrelationPlan plan, Group group, Said said, CityId city, Match? match)
    {
        var now = said.Now;
        var seen = CorrelationWords.Seen(plan, now.Value, TimeSpan.FromTicks(now.Time - now.From), group.Horizon > now.From);
        return new Finding(
            new FindingId(said.Id),
            city,
            Utc(now.Time),
            now.Offset,
            plan.Facts.Detector,
            group.Family,
            plan.Facts.Title,
            plan.Facts.Severity,
            plan.Facts.Techniques,
            plan.Facts.Meaning,
            Entities(group),
            now.Attested,
            new Explanation(CorrelationWords.Expected(plan), seen, null, Utc(now.From), Utc(now.Time), FieldsOf(plan, group, match)),
            group.Evidence.From(now.Time - plan.Span))
        {
            Revision = said.Revision,
            Confidence = plan.Facts.Confidence,
        };
    }

    /// <summary>Only what all events of the group share: the source of the last of many is not the culprit, nor its account the victim.</summary>
    private static List<Entity> Entities(Group group)
    {
        var entities = new List<Entity>();
        if (FindingWriter.SourceOf(group.Source.Single) is { } source) entities.Add(source);
        foreach (var host in group.Hosts ?? []) entities.Add(new Entity.Host(host));
        if (group.Login.Single is { IsEmpty: false } login) entities.Add(FindingWriter.LoginOf(login));
        return entities;
    }

    private static List<FieldShown> FieldsOf(CorrelationPlan plan, Group group, Match? match)
    {
        var shown = new List<FieldShown>();
        var values = GroupKey.Values(group.Key);
        for (var i = 0; i < values.Count; i++) shown.Add(new FieldShown(plan.Source.GroupBy[i], values[i], "group-by"));
        if (group.Samples is { } samples)
            foreach (var (_, text) in samples.Values) shown.Add(new FieldShown(string.Join(", ", plan.Source.Fields), text, "one of the values"));
        if (match is { Reader: { } reader, Rule: { } rule }) shown.AddRange(FindingWriter.Shown(rule, reader));
        return shown;
    }

    private static byte[]?[] ExportsOf(CorrelationPlan plan, Group group, in Said.Content now)
    {
        if (plan.ExportAt.Count == 0) return [];
        var carried = CarriedBy(group, now);
        var exports = new byte[]?[plan.ExportAt.Count];
        for (var i = 0; i < exports.Length; i++)
        {
            var at = plan.ExportAt[i];
            if (at < plan.Source.GroupBy.Count) exports[i] = GroupKey.Value(group.Key, at).ToArray();
            else if (carried is not null && carried[at - plan.Source.GroupBy.Count] is { Length: > 0 } value) exports[i] = value;
        }

        return exports;
    }

    private static byte[][]? CarriedBy(Group group, in Said.Content now)
    {
        for (var i = group.Timeline.Count - 1; i >= 0; i--)
            if (group.Timeline[i].Offset == now.Offset && group.Timeline[i].Carried is { } carried) return carried;
        for (var i = group.Timeline.Count - 1; i >= 0; i--)
            if (group.Timeline[i].Time <= now.Time && group.Timeline[i].Carried is { } carried) return carried;
        return null;
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
