using Ward.City;
using Ward.Configuration;
using Ward.Govern.Mandates;

namespace Ward.Scenarios;

/// <summary>A recorded day that can be played again: a city, its logs, its mandates, and what Ward must find (docs/reference/scenarios.md).</summary>
/// <param name="Replays">What it replays, in one paragraph.</param>
/// <param name="Sources">Where the facts come from, in words.</param>
/// <param name="RuleFolders">Absolute; besides the rules that come with Ward.</param>
/// <param name="Start">No line is earlier; it also gives the year to log lines that carry none.</param>
public sealed record Scenario(
    string Name,
    string Folder,
    string Replays,
    IReadOnlyList<string> Sources,
    DateTimeOffset Start,
    CityModel City,
    IReadOnlyList<string> RuleFolders,
    IReadOnlyList<ScenarioFeed> Feeds,
    IReadOnlyList<Mandate> Mandates,
    ResponseSettings Response,
    Expectation Expect)
{
    /// <summary>All lines of all feeds in the order of their times; lines of one feed keep their order. Reads the files anew at each call.</summary>
    public IEnumerable<ScenarioLine> Lines()
    {
        var feeds = Feeds.Select(f => LineClock.Stamp(f.Options.Id, File.ReadAllBytes(f.File), Start).ToList()).ToList();
        var queue = new PriorityQueue<(int Feed, int Line), (DateTimeOffset, int)>();
        for (var i = 0; i < feeds.Count; i++)
            if (feeds[i].Count > 0) queue.Enqueue((i, 0), (feeds[i][0].Received, i));
        while (queue.TryDequeue(out var next, out _))
        {
            yield return feeds[next.Feed][next.Line];
            var after = next.Line + 1;
            if (after < feeds[next.Feed].Count) queue.Enqueue((next.Feed, after), (feeds[next.Feed][after].Received, next.Feed));
        }
    }
}
