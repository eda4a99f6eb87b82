using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Documents;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Tests.Documents;

/// <summary>What the schema's validator has to say of the documents of many lines, and which fields of the model their class had no place for.</summary>
internal sealed class ModelFindings
{
    private static readonly OcsfValidator Validator = new(EventSchema.Current);

    private readonly Dictionary<string, (int Count, string Sample)> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Normaliser> normalisers = new(StringComparer.Ordinal);

    public int Documents { get; private set; }

    public int Valid { get; private set; }

    /// <summary>Each kind of finding with its count and one line, most first: errors and advice of the validator, and fields without a place.</summary>
    public IReadOnlyList<string> All =>
        [.. found.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Value.Count,6} {f.Key}   {f.Value.Sample}")];

    public void Add(string decoder, byte[] line)
    {
        if (!normalisers.TryGetValue(decoder, out var normaliser))
        {
            var feed = new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []);
            normalisers[decoder] = normaliser = new Normaliser([new FeedMeter(feed, NullLogger.Instance)], _ => null, new IngestOptions { ClockBehind = TimeSpan.FromDays(20_000) }, NullLogger.Instance);
        }

        Add(normaliser.Read(new Arrival(new CityId("c"), new FeedId("f"), 7, Decoded.Received, Assurance.Authenticated, null, null, line, false)), line);
    }

    private void Add(Event e, byte[] line)
    {
        var print = EventJson.ToUtf8(e);
        var problems = Validator.Validate(print);
        Documents++;
        if (!problems.Any(p => p.IsError)) Valid++;
        foreach (var problem in problems) Count($"{e.Decoder} {e.Class}/{e.Activity}: {(problem.IsError ? "error" : "advice")} {problem.Path} {problem.Kind}", line);
        // An event of no class has no place for what it tells: that is what it is (docs/reference/event-model.md).
        if (e.Class == EventClass.Base) return;
        var root = JsonDocument.Parse(print).RootElement;
        var unmapped = root.GetProperty("unmapped");
        for (var i = 0; i < e.FieldCount; i++)
        {
            if (e.FieldAt(i) == FieldId.Unmapped) continue;
            var path = Encoding.UTF8.GetString(e.NameAt(i));
            var own = Enumerable.Range(0, e.FieldCount).Any(j => e.FieldAt(j) == FieldId.Unmapped && e.NameAt(j).SequenceEqual(Encoding.UTF8.GetBytes(path)));
            // Where the schema's caption stands in its place, the source's own word is kept aside on purpose.
            if (!own && !root.TryGetProperty(path, out _) && unmapped.TryGetProperty(path, out _)) Count($"{e.Decoder} {e.Class}/{e.Activity}: no place {path}", line, $"'{Shortened(e.ValueAt(i))}' in ");
        }

        if (unmapped.TryGetProperty("activity_id", out _) && e.Decoder != "json") Count($"{e.Decoder} {e.Class}/{e.Activity}: activity that the class does not have", line);
    }

    private void Count(string kind, byte[] line, string value = "")
    {
        var sample = value + Shortened(line);
        found[kind] = found.TryGetValue(kind, out var known) ? (known.Count + 1, known.Sample) : (1, sample);
    }

    private static string Shortened(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(160, text.Length)]);
}
