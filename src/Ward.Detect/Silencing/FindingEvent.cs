using System.Text;
using Ward.Detect.Findings;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Silencing;

/// <summary>
/// A finding as an event that Sigma's conditions can be asked of: <c>finding.detector</c>, family, title, level, meaning and technique; <c>entity.source</c>, host and login, one of
/// each at a time; and the fields that its explanation shows, under their paths, of one that is there with several values one at a time. One pooled event.
/// </summary>
internal sealed class FindingEvent
{
    private readonly EventBuilder builder = new();

    /// <summary>One view for each combination of its addresses, hosts and logins, and in each of these all values of its fields; each is valid until the next is asked for.</summary>
    internal IEnumerable<Event> Of(Finding finding)
    {
        var fields = finding.Explanation.Fields.GroupBy(f => f.Path, StringComparer.Ordinal).Select(g => (Path: g.Key, Values: (IReadOnlyList<string>)[.. g.Select(f => f.Value).Distinct(StringComparer.Ordinal)])).ToList();
        var most = fields.Select(f => f.Values.Count).DefaultIfEmpty(1).Max();
        foreach (var source in Names<Entity.Source>(finding))
            foreach (var host in Names<Entity.Host>(finding))
                foreach (var login in Names<Entity.Login>(finding))
                    for (var i = 0; i < most; i++)
                        yield return Write(finding, source, host, login, fields.Select(f => (f.Path, f.Values[Math.Min(i, f.Values.Count - 1)])));
    }

    /// <summary>Those of one kind; a single null where there is none.</summary>
    private static List<string?> Names<TEntity>(Finding finding)
        where TEntity : Entity
    {
        List<string?> names = [.. finding.Entities.OfType<TEntity>().Select(e => e.ToString())];
        if (names.Count == 0) names.Add(null);
        return names;
    }

    private Event Write(Finding finding, string? source, string? host, string? login, IEnumerable<(string Path, string Value)> fields)
    {
        var line = finding.Evidence.Count > 0 ? Encoding.UTF8.GetBytes(finding.Evidence[^1].Line) : [];
        var feed = finding.Evidence.Count > 0 ? finding.Evidence[^1].Feed : new FeedId("");
        builder.Begin(new Arrival(finding.City, feed, finding.Offset, finding.Time, Assurance.None, null, null, line, false));
        Set("finding.detector", finding.Detector);
        Set("finding.family", finding.Family);
        Set("finding.title", finding.Title);
        Set("finding.level", finding.Severity.ToString());
        Set("finding.meaning", finding.Meaning.ToString());
        if (finding.Techniques.Count > 0) Set("finding.technique", finding.Techniques[0]);
        if (source is not null) Set("entity.source", source);
        if (host is not null) Set("entity.host", host);
        if (login is not null) Set("entity.login", login);
        foreach (var (path, value) in fields) Set(path, value);
        return builder.Event;
    }

    private void Set(string name, string value)
    {
        // The first of a name counts, as everywhere.
        if (Fields.TryFind(name, out var id))
        {
            if (!builder.Event.TryGet(id, out _)) builder.Set(id, value);
        }
        else if (name.Length > 0)
        {
            builder.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
        }
    }
}
