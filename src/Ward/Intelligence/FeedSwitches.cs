using System.Text.Json;
using Ward.Ingest.Feeds;

namespace Ward.Intelligence;

/// <summary>
/// Feeds that a person switched on or off in place of ward.yaml, in a small file that is replaced atomically. Saying what ward.yaml says ends it.
/// Not thread-safe to change; safe to read meanwhile.
/// </summary>
internal sealed class FeedSwitches
{
    private readonly string path;
    private volatile Dictionary<string, FeedSwitch> said;

    private FeedSwitches(string path, Dictionary<string, FeedSwitch> said) => (this.path, this.said) = (path, said);

    /// <exception cref="IOException">The file is there and cannot be read, or is none of these; the message names it.</exception>
    public static FeedSwitches Open(string path)
    {
        if (!File.Exists(path)) return new FeedSwitches(path, new(StringComparer.Ordinal));
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(File.ReadAllBytes(path));
            if (saved is not { Version: 1, Feeds: not null } || saved.Feeds.Values.Any(s => s?.By is null)) throw new JsonException("expected version 1 and who switched each feed");
            return new FeedSwitches(path, new(saved.Feeds, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw new IOException($"the threat feeds that people switched on or off cannot be read from {path}: {e.Message}; moved away, ward.yaml alone says which are on", e);
        }
    }

    /// <summary>Null where ward.yaml stands.</summary>
    public FeedSwitch? Of(IntelFeed feed) => said.GetValueOrDefault(feed.Id) is { } now && now.On != feed.On ? now : null;

    public bool IsOn(IntelFeed feed) => Of(feed)?.On ?? feed.On;

    /// <summary>On disk when it returns.</summary>
    /// <exception cref="IOException">It cannot be kept; nothing changed.</exception>
    public void Say(IntelFeed feed, FeedSwitch now)
    {
        var next = new Dictionary<string, FeedSwitch>(said, StringComparer.Ordinal);
        if (now.On == feed.On) next.Remove(feed.Id);
        else next[feed.Id] = now;
        try
        {
            SavedFile.Replace(path, new Saved(1, next));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }

        said = next;
    }

    private sealed record Saved(int Version, Dictionary<string, FeedSwitch> Feeds);
}
