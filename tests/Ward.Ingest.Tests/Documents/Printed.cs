using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Documents;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Tests.Documents;

/// <summary>A line or a built event, printed; every print is validated.</summary>
internal static class Printed
{
    private static readonly OcsfValidator Validator = new(EventSchema.Current);

    internal static JsonElement Line(string decoder, string line)
    {
        var feed = new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []);
        var normaliser = new Normaliser([new FeedMeter(feed, NullLogger.Instance)], _ => null, new IngestOptions(), NullLogger.Instance);
        return Valid(normaliser.Read(Arrival(Encoding.UTF8.GetBytes(line))));
    }

    internal static JsonElement Built(Action<EventBuilder> build, byte[]? raw = null)
    {
        var builder = new EventBuilder().Begin(Arrival(raw ?? "the line"u8.ToArray()));
        build(builder);
        return Valid(builder.Event);
    }

    private static JsonElement Valid(Event e)
    {
        var print = EventJson.ToUtf8(e);
        var errors = Validator.Validate(print).Where(p => p.IsError).ToList();
        Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{Encoding.UTF8.GetString(print)}");
        return JsonDocument.Parse(print).RootElement;
    }

    private static Arrival Arrival(byte[] line) => new(new CityId("c"), new FeedId("f"), 7, Decoded.Received, Assurance.Authenticated, null, null, line, false);
}
