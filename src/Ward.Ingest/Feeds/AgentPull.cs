using System.Text.Json;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Takes what an agent has collected. Each line carries its number as the feed's cursor, and the next question is asked when the lines are
/// durable: it acknowledges them, and the agent forgets them only then. So a kill of either side loses nothing and doubles nothing. An answer
/// of which any part makes no sense is refused whole; numbers that are missing were given up by the agent and are counted as dropped.
/// </summary>
internal sealed class AgentPull(FeedInlet inlet, FeedCursors cursors, IAgentCollection agents, IngestOptions options) : IFeed
{
    private const int Most = 5000, LongestStream = 64;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromSeconds(1);
    private readonly List<Arrival> batch = [];
    private AgentCursor stands;

    public async Task Run(CancellationToken stop)
    {
        if (stands.Stream is null && !AgentCursor.TryParse(cursors.Of(inlet.Feed.Id), out stands)) stands = new AgentCursor("", 0);
        while (!stop.IsCancellationRequested)
        {
            var asked = inlet.Time.GetTimestamp();
            var answer = await agents.Take(inlet.Feed.Agent!, stands.Stream, stands.Number, Most, Wait, stop).ConfigureAwait(false);
            batch.Clear();
            var after = Read(answer, out var missing);
            inlet.Meter.Trouble(null);
            if (missing > 0) inlet.Meter.Dropped(DropReason.Agent, missing);
            await inlet.Append(batch, stop).ConfigureAwait(false);
            stands = after;
            // An agent that does not wait, as it should, is not asked without end.
            if (batch.Count == 0 && inlet.Time.GetElapsedTime(asked) < Pause) await Task.Delay(Pause, inlet.Time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Makes arrivals of the lines; where the feed stands after them.</summary>
    /// <exception cref="IOException">The answer makes no sense.</exception>
    private AgentCursor Read(ReadOnlyMemory<byte> answer, out long missing)
    {
        missing = 0;
        var rest = answer;
        if (!TryLine(ref rest, out var first) || StreamOf(first.Span) is not { } stream) throw NoSense("it names no stream");
        // Another stream begins anew, and nothing of it is missing before its first line.
        var known = stream == stands.Stream;
        var at = known ? stands : new AgentCursor(stream, 0);
        while (TryLine(ref rest, out var line))
        {
            if (!TryNumber(line.Span, out var number) || number <= at.Number) throw NoSense("its lines are not numbered in order");
            if (known) missing += number - at.Number - 1;
            known = true;
            at = new AgentCursor(stream, number);
            var cut = line.Length > options.LineLimit;
            batch.Add(inlet.Make(cut ? line[..options.LineLimit] : line, cut, Assurance.Authenticated, null) with { Cursor = at.ToString() });
        }

        if (rest.Length > 0) throw NoSense("its last line has no end");
        return at;
    }

    private static IOException NoSense(string why) => new($"the agent's answer makes no sense: {why}");

    private static bool TryLine(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> line)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        if (end >= 0) rest = rest[(end + 1)..];
        return end >= 0;
    }

    private static string? StreamOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject || !json.Read() || !json.ValueTextEquals("stream"u8)
                || !json.Read() || json.TokenType != JsonTokenType.String || json.GetString() is not { Length: > 0 and <= LongestStream } stream || stream.Contains(':'))
                return null;
            return json.Read() && json.TokenType == JsonTokenType.EndObject && !json.Read() ? stream : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The number of a line that is one JSON object and begins with it.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> line, out long number)
    {
        number = 0;
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject || !json.Read() || !json.ValueTextEquals("seq"u8)
                || !json.Read() || json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out number)) return false;
            while (json.Read()) { }
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
