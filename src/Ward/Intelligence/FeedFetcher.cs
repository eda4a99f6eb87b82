using System.Globalization;
using System.Net;
using Ward.Standards.Json;
using Ward.Standards.Misp;
using Ward.Standards.Taxii;
using Ward.Standards.Yaml;

namespace Ward.Intelligence;

/// <summary>Asks one feed once. Whatever the source does, the answer is a result; only a stop is thrown.</summary>
internal sealed class FeedFetcher(IntelFeed feed, FetchLimits limits, TimeProvider time)
{
    private const long LargestMisp = 256L * 1024 * 1024;

    /// <param name="seal">Of the last good answer.</param>
    /// <param name="kept">What it brought, for sources that send changes alone.</param>
    public async Task<FetchResult> Fetch(FetchSeal seal, Func<IReadOnlyList<FeedLine>> kept, CancellationToken stop)
    {
        if (FeedHttp.Refuses(feed) is { } refusal) return new FetchResult.Failed(refusal, null);
        var longest = feed.Patience ?? limits.Patience;
        using var patience = new CancellationTokenSource(longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            if (feed.File is not null) return await FromFile(seal, both.Token).ConfigureAwait(false);
            using var http = FeedHttp.Make(feed);
            return feed.Kind switch
            {
                IntelFeedKind.Taxii => await FromTaxii(http, seal, kept, both.Token).ConfigureAwait(false),
                IntelFeedKind.Misp when !feed.Address!.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) => await FromMispFeed(http, seal, kept, both.Token).ConfigureAwait(false),
                _ => await FromAddress(http, feed.Address!, seal, both.Token).ConfigureAwait(false),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"it took longer than {longest.TotalSeconds:0} s (its patience, where it is only large)"), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A damaged stream makes some decoders throw what is no fault of input or output, and a feed that is asked no more looks like one at peace.
            return new FetchResult.Failed(Printable.Of(fault.Message), null);
        }
    }

    private async Task<FetchResult> FromFile(FetchSeal seal, CancellationToken stop)
    {
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(feed.File!), TimeSpan.Zero);
        if (File.Exists(feed.File) && seal.LastModified == changed) return new FetchResult.Unchanged();
        using var file = new BoundedStream(new FileStream(feed.File!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), limits.Bytes);
        return new FetchResult.Content(await Read(file, stop).ConfigureAwait(false), seal with { LastModified = changed });
    }

    private async Task<FetchResult> FromAddress(HttpClient http, Uri address, FetchSeal seal, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (seal.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (seal.LastModified is { } since) request.Headers.IfModifiedSince = since;
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotModified) return new FetchResult.Unchanged();
        if (Failure(answer) is { } failed) return failed;
        using var body = new BoundedStream(await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), limits.Bytes);
        var draft = await Read(body, stop).ConfigureAwait(false);
        return new FetchResult.Content(draft, seal with { ETag = answer.Headers.ETag?.ToString(), LastModified = answer.Content.Headers.LastModified });
    }

    private Task<FeedDraft> Read(Stream from, CancellationToken stop) => FeedContent.Read(feed, from, time.GetUtcNow(), stop);

    private async Task<FetchResult> FromMispFeed(HttpClient http, FetchSeal seal, Func<IReadOnlyList<FeedLine>> kept, CancellationToken stop)
    {
        var folder = feed.Address!.AbsoluteUri.EndsWith('/') ? feed.Address : new Uri(feed.Address.AbsoluteUri + "/");
        using var listed = await http.GetAsync(new Uri(folder, "manifest.json"), HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        if (Failure(listed) is { } failed) return failed;
        if (!MispReader.TryManifest(await Body(listed, stop).ConfigureAwait(false), out var events, out var reason)) return new FetchResult.Failed($"manifest.json: {reason}", null);
        var before = seal.Events ?? new Dictionary<string, DateTimeOffset>();
        var changed = events.Where(e => !before.TryGetValue(e.Key, out var at) || at < e.Value).Select(e => e.Key).Order(StringComparer.Ordinal).ToList();
        if (changed.Count == 0 && before.Count == events.Count) return new FetchResult.Unchanged();
        if (changed.Count > limits.Pages) return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"{changed.Count} events have changed, and at most {limits.Pages} are fetched at once"), null);

        var draft = new FeedDraft(feed, time.GetUtcNow());
        var stale = changed.ToHashSet(StringComparer.Ordinal);
        foreach (var line in kept())
            if (events.ContainsKey(line.Key) && !stale.Contains(line.Key)) draft.Keep(line);
        foreach (var uuid in changed)
        {
            using var answer = await http.GetAsync(new Uri(folder, uuid + ".json"), HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            if (Failure(answer) is { } missing) return new FetchResult.Failed($"{uuid}.json: {missing.Reason}", missing.RetryAfter);
            if (MispReader.TryEvents(await Body(answer, stop).ConfigureAwait(false), out var read, out reason)) foreach (var one in read) MispFeedReader.Take(one with { Uuid = uuid }, draft);
            else draft.Refuse($"{uuid}.json", "", reason);
        }

        return new FetchResult.Content(draft, seal with { Events = events });
    }

    private async Task<FetchResult> FromTaxii(HttpClient http, FetchSeal seal, Func<IReadOnlyList<FeedLine>> kept, CancellationToken stop)
    {
        var client = new TaxiiClient(http, limits.Bytes);
        var root = feed.Address!;
        // An address that is a server's discovery leads to its default root (TAXII 2.1, 4.1).
        if (root.AbsolutePath.TrimEnd('/').EndsWith("/taxii2", StringComparison.Ordinal))
        {
            var found = await client.Discover(root, stop).ConfigureAwait(false);
            if (found is TaxiiAnswer<TaxiiDiscovery>.Failed undiscovered) return new FetchResult.Failed(undiscovered.Reason, undiscovered.RetryAfter);
            var discovery = ((TaxiiAnswer<TaxiiDiscovery>.Ok)found).Value;
            root = discovery.Default ?? (discovery.Roots.Count > 0 ? discovery.Roots[0] : root);
            // Secrets go to the server that the configuration names, and to no other that it points to.
            if (root.Host != feed.Address!.Host || root.Scheme != feed.Address.Scheme || root.Port != feed.Address.Port) return new FetchResult.Failed($"its API root is on another server, {Printable.Of(root.GetLeftPart(UriPartial.Authority))}: name that one", null);
        }

        var draft = new FeedDraft(feed, time.GetUtcNow());
        if (seal.Added is not null) foreach (var line in kept()) draft.Keep(line);
        var reader = new StixFeedReader(draft);
        var (next, added, objects) = ((string?)null, seal.Added, 0L);
        var after = seal.Added;
        for (var page = 0; page < limits.Pages; page++)
        {
            var answer = await client.Objects(root, feed.Collection!, after, limits.PageLimit, next, reader.Take, stop).ConfigureAwait(false);
            if (answer is TaxiiAnswer<TaxiiPage>.Failed failed) return new FetchResult.Failed(failed.Reason, failed.RetryAfter);
            var read = ((TaxiiAnswer<TaxiiPage>.Ok)answer).Value;
            objects += read.Objects;
            added = read.LastAdded ?? added;
            if (!read.More)
            {
                if (objects == 0 && seal.Added is not null) return new FetchResult.Unchanged();
                reader.Finish();
                return new FetchResult.Content(draft, seal with { Added = added ?? time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) });
            }

            // A server that promises more without a way to it would be asked for ever.
            if (read.Next is null && (read.LastAdded is null || read.LastAdded == after)) return new FetchResult.Failed("the server says that there is more, and not how to get it", null);
            if (read.Next is not null && read.Next == next) return new FetchResult.Failed("the server gives the same page again", null);
            (next, after) = read.Next is null ? (null, read.LastAdded) : (read.Next, after);
        }

        return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"it has more than {limits.Pages} pages"), null);
    }

    private static FetchResult.Failed? Failure(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return null;
        var where = answer.Headers.Location is { } location && (int)answer.StatusCode is >= 300 and < 400 ? $" with a redirect to {Printable.Of(location.ToString())}; if that is right, name it as the address" : "";
        return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"the source answered {(int)answer.StatusCode}{where}"), answer.Headers.RetryAfter?.Delta);
    }

    private async Task<byte[]> Body(HttpResponseMessage answer, CancellationToken stop)
    {
        using var body = new BoundedStream(await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), Math.Min(limits.Bytes, LargestMisp));
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, stop).ConfigureAwait(false);
        return whole.ToArray();
    }
}
