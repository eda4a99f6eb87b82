using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The feeds as they are now, and the correction of a wrong guess.</summary>
internal sealed class FeedDesk(Gate gate, IIngest ingest, DecoderChoices choices, CurrentCity city, Auditor auditor, TimeProvider time)
{
    /// <summary>A feed that has spoken and then says nothing for this long is silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    public async Task<Answer<IReadOnlyList<FeedView>>> All(Caller who) =>
        await gate.Refuses(who, Permission.See) is { } refusal
            ? new Answer<IReadOnlyList<FeedView>>.Denied(refusal)
            : new Answer<IReadOnlyList<FeedView>>.Ok(Now());

    public async Task<Answer<FeedView>> Find(Caller who, string feed)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<FeedView>.Denied(refusal);
        return Status(feed) is { } found ? new Answer<FeedView>.Ok(Tell(found)) : Unknown<FeedView>(feed);
    }

    /// <summary>Every decoder, those first that understand most of the feed's sample lines, then by name; 'auto' is the first of equals.</summary>
    public async Task<Answer<IReadOnlyList<DecoderView>>> Decoders(Caller who, string feed)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<DecoderView>>.Denied(refusal);
        if (Status(feed) is not { } found) return Unknown<IReadOnlyList<DecoderView>>(feed);
        return new Answer<IReadOnlyList<DecoderView>>.Ok(
        [
            .. DecoderSet.Names.Select(n => new DecoderView(n, FeedTelling.SourceOf(n), DecoderSet.Cards.FirstOrDefault(c => c.Name == n)?.Verified, Fits(n, found)))
                .OrderByDescending(d => d.Fits ?? 0).ThenByDescending(d => d.Name == DecoderSet.Auto).ThenBy(d => d.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>New lines of the feed are read by that decoder from now on, restarts included. The one that stands without a correction ends the correction.</summary>
    public async Task<Answer<FeedView>> Correct(Caller who, string feed, string? decoder)
    {
        if (await gate.Refuses(who, Permission.ChangeFeeds) is { } refusal) return new Answer<FeedView>.Denied(refusal);
        if (Status(feed) is not { } found) return Unknown<FeedView>(feed);
        if (decoder is null || !DecoderSet.Names.Contains(decoder))
            return new Answer<FeedView>.Invalid($"There is no decoder '{Visible.Of(decoder, 40)}'; there are {string.Join(", ", DecoderSet.Names)}.");
        var before = Tell(found).Decoder;
        try
        {
            choices.Choose(found.Feed, decoder, who.Name);
        }
        catch (IOException e)
        {
            return new Answer<FeedView>.Conflict($"The choice cannot be kept, so nothing changed: {e.Message}");
        }

        await auditor.Note(who, "choose-decoder", feed, $"{before} to {decoder}{(decoder == found.Feed.Decoder ? ", as without a correction" : "")}");
        return new Answer<FeedView>.Ok(Tell(Status(feed)!));
    }

    internal IReadOnlyList<FeedView> Now() => [.. ingest.Feeds.Select(Tell)];

    private static Answer<T> Unknown<T>(string feed) => new Answer<T>.NotFound($"feed '{Visible.Of(feed, 40)}'");

    private static int? Fits(string decoder, FeedStatus feed)
    {
        if (feed.Samples.Count == 0 || !Coverage.TryMake(decoder, out var coverage)) return null;
        foreach (var sample in feed.Samples) coverage.Add(System.Text.Encoding.UTF8.GetBytes(sample.Text), sample.At);
        return (int)coverage.Understood;
    }

    private FeedStatus? Status(string feed) => ingest.Feeds.FirstOrDefault(f => f.Feed.Id.Value == feed);

    private FeedView Tell(FeedStatus f) => FeedTelling.Tell(f, choices.Latest(f.Feed.Id), city(), time.GetUtcNow(), Silence);
}
