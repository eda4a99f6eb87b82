using System.Text.Json;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Corrections of the decoder that the configuration names for a feed. Each counts from a place in the journal, so detection, event store and a
/// replay after a crash read a line by the same decoder; only lines that come in the instant of the change itself may be read by either.
/// Kept in a small file that is replaced atomically. Thread-safe.
/// </summary>
public sealed class DecoderChoices
{
    /// <summary>Choices kept of one feed; lines before the oldest are read as the configuration says.</summary>
    public const int Most = 100;

    private readonly Lock gate = new();
    private readonly string? path;
    private readonly Func<long> end;
    private readonly TimeProvider time;
    private volatile Dictionary<string, DecoderChoice[]> choices;

    private DecoderChoices(string? path, Func<long> end, TimeProvider time, Dictionary<string, DecoderChoice[]> choices) =>
        (this.path, this.end, this.time, this.choices) = (path, end, time, choices);

    /// <summary>Changes with every choice.</summary>
    internal object Version => choices;

    /// <param name="path">Null keeps them in memory alone.</param>
    /// <param name="end">The offset that the next arrival will at least have.</param>
    /// <exception cref="IOException">The file is there and cannot be read, or is none of these; the message names it.</exception>
    public static DecoderChoices Open(string? path, Func<long> end, TimeProvider time)
    {
        if (path is null || !File.Exists(path)) return new DecoderChoices(path, end, time, []);
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(File.ReadAllBytes(path));
            if (saved is not { Version: 1, Feeds: not null }) throw new JsonException("expected version 1");
            foreach (var (feed, list) in saved.Feeds)
                if (list is null || list.Any(c => c is null || c.By is null)) throw new JsonException($"expected a list of choices for the feed {feed}");
            return new DecoderChoices(path, end, time, new(saved.Feeds, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw new IOException($"the decoders that people chose cannot be read from {path}: {e.Message}; moved away, feeds are read as the configuration says", e);
        }
    }

    /// <summary>The last word on the feed, or null where nobody ever said one.</summary>
    public DecoderChoice? Latest(FeedId feed) => choices.TryGetValue(feed.Value, out var list) && list.Length > 0 ? list[^1] : null;

    /// <summary>Completes when the choice is on disk and in force for lines that come from now on.</summary>
    /// <param name="decoder">A name of <c>DecoderSet.Names</c>; the one that the configuration names ends a correction.</param>
    /// <exception cref="IOException">It cannot be kept; nothing changed.</exception>
    public DecoderChoice Choose(FeedOptions feed, string decoder, string by)
    {
        lock (gate)
        {
            var choice = new DecoderChoice(decoder == feed.Decoder ? null : decoder, end(), by, time.GetUtcNow());
            var next = new Dictionary<string, DecoderChoice[]>(choices, StringComparer.Ordinal);
            DecoderChoice[] list = [.. choices.GetValueOrDefault(feed.Id.Value) ?? [], choice];
            next[feed.Id.Value] = list.Length > Most ? list[^Most..] : list;
            Save(next);
            choices = next;
            return choice;
        }
    }

    /// <summary>What counts for a line at this offset, and the offset at which the next word does; null is as the configuration says.</summary>
    internal (string? Decoder, long Until) For(FeedId feed, long offset)
    {
        if (!choices.TryGetValue(feed.Value, out var list)) return (null, long.MaxValue);
        for (var i = list.Length - 1; i >= 0; i--)
            if (list[i].From <= offset) return (list[i].Decoder, i + 1 < list.Length ? list[i + 1].From : long.MaxValue);
        return (null, list.Length > 0 ? list[0].From : long.MaxValue);
    }

    private void Save(Dictionary<string, DecoderChoice[]> now)
    {
        if (path is null) return;
        try
        {
            SavedFile.Replace(path, new Saved(1, now));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private sealed record Saved(int Version, Dictionary<string, DecoderChoice[]> Feeds);
}
