using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Intelligence;

/// <summary>What one answer, or one file, of a feed holds.</summary>
internal static class FeedContent
{
    /// <param name="from">Bounded by who opened it.</param>
    /// <param name="now">When it was read.</param>
    /// <exception cref="InvalidDataException">It is not what its kind says.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static async Task<FeedDraft> Read(IntelFeed feed, Stream from, DateTimeOffset now, CancellationToken stop)
    {
        var draft = new FeedDraft(feed, now);
        switch (feed.Kind)
        {
            case IntelFeedKind.List or IntelFeedKind.Csv:
                await TextFeedReader.Read(feed, from, draft, stop).ConfigureAwait(false);
                return draft;
            case IntelFeedKind.Stix:
                var stix = new StixFeedReader(draft);
                await foreach (var item in BundleReader.Read(from, stop).ConfigureAwait(false)) stix.Take(item);
                stix.Finish();
                return draft;
            case IntelFeedKind.Misp:
                using (var whole = new MemoryStream())
                {
                    await from.CopyToAsync(whole, stop).ConfigureAwait(false);
                    if (!MispReader.TryEvents(whole.ToArray(), out var events, out var reason)) throw new InvalidDataException(reason);
                    foreach (var one in events) MispFeedReader.Take(one, draft);
                }

                return draft;
            case IntelFeedKind.Taxii: throw new InvalidDataException("a TAXII feed has an address, not a file");
            default: throw new InvalidOperationException($"Unknown kind {feed.Kind}.");
        }
    }
}
