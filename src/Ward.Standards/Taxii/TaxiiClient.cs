using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Stix;
using Ward.Standards.Yaml;

namespace Ward.Standards.Taxii;

/// <summary>
/// A TAXII 2.1 client: discovery, and objects of a collection with added_after and paging. Authentication, certificates and time-outs
/// are the HTTP client's. A server that answers with something else than was asked for is a failure with a reason. Thread-safe.
/// </summary>
/// <param name="mostBytes">Longest answer after decompression, in bytes.</param>
public sealed class TaxiiClient(HttpClient http, long mostBytes)
{
    /// <summary>TAXII 2.1, 1.6.8.</summary>
    public const string MediaType = "application/taxii+json";

    private const int LongestWords = 200;
    private const long LongestHead = 1024 * 1024;

    public Task<TaxiiAnswer<TaxiiDiscovery>> Discover(Uri server, CancellationToken stop) => Ask(server, json =>
    {
        var roots = new List<Uri>();
        foreach (var root in json.Texts("api_roots"))
            if (Uri.TryCreate(server, root, out var uri)) roots.Add(Folder(uri));
        return json.Text("title") is { } title ? new TaxiiDiscovery(title, json.Text("default") is { } name && Uri.TryCreate(server, name, out var main) ? Folder(main) : null, roots) : null;
    }, stop);

    /// <summary>One page of objects, handed on as they come.</summary>
    /// <param name="addedAfter">As the server wrote it; null for all.</param>
    /// <param name="limit">Most objects in the page; the server may give fewer.</param>
    /// <param name="next">From the page before; null for the first.</param>
    /// <param name="take">Called for every object; what it throws ends the reading.</param>
    public async Task<TaxiiAnswer<TaxiiPage>> Objects(Uri root, string collection, string? addedAfter, int limit, string? next, Action<BundleItem> take, CancellationToken stop)
    {
        var query = $"?limit={limit.ToString(CultureInfo.InvariantCulture)}";
        if (addedAfter is not null) query += $"&added_after={Uri.EscapeDataString(addedAfter)}";
        if (next is not null) query += $"&next={Uri.EscapeDataString(next)}";
        return await Send(new Uri(Folder(root), $"collections/{Uri.EscapeDataString(collection)}/objects/{query}"), async (answer, body) =>
        {
            var items = new JsonItems(body, "objects");
            var number = 0;
            await foreach (var json in items.Read(stop).ConfigureAwait(false)) take(BundleItem.Of(number++, json));
            var more = items.Others.GetValueOrDefault("more").ValueKind == JsonValueKind.True;
            var following = items.Others.GetValueOrDefault("next") is { ValueKind: JsonValueKind.String } text && JsonFields.TryText(text, out var token) ? token : null;
            var last = answer.Headers.TryGetValues("X-TAXII-Date-Added-Last", out var dates) ? dates.FirstOrDefault() : null;
            return new TaxiiPage(number, more, following, last);
        }, mostBytes, stop).ConfigureAwait(false);
    }

    private Task<TaxiiAnswer<T>> Ask<T>(Uri at, Func<JsonElement, T?> read, CancellationToken stop)
        where T : class => Send(at, async (_, body) =>
        {
            using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = JsonItems.Deepest }, stop).ConfigureAwait(false);
            return read(document.RootElement) ?? throw new JsonException("The answer lacks what such an answer must have.");
        }, LongestHead, stop);

    private async Task<TaxiiAnswer<T>> Send<T>(Uri at, Func<HttpResponseMessage, Stream, Task<T>> read, long most, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType) { Parameters = { new NameValueHeaderValue("version", "2.1") } });
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            using var body = new BoundedStream(await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), most);
            if (!answer.IsSuccessStatusCode) return new TaxiiAnswer<T>.Failed((int)answer.StatusCode, await Words(answer, body, stop).ConfigureAwait(false), answer.Headers.RetryAfter?.Delta);
            if (answer.Content.Headers.ContentType is not { MediaType: { } type } || !type.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
                return new TaxiiAnswer<T>.Failed((int)answer.StatusCode, $"the answer is {Printable.Quoted(answer.Content.Headers.ContentType?.MediaType ?? "without a type")}, not {MediaType}: is this a TAXII 2.1 server?", null);
            return new TaxiiAnswer<T>.Ok(await read(answer, body).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or FormatException)
        {
            return new TaxiiAnswer<T>.Failed(0, Printable.Of(fault.Message), null);
        }
    }

    /// <summary>The server's error message (TAXII 2.1, 3.6.1) where it gives one.</summary>
    private static async Task<string> Words(HttpResponseMessage answer, Stream body, CancellationToken stop)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)answer.StatusCode}");
        try
        {
            using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = JsonItems.Deepest }, stop).ConfigureAwait(false);
            if ((document.RootElement.Text("description") ?? document.RootElement.Text("title")) is { } said) return $"{status}: {Printable.Of(said.Length > LongestWords ? said[..LongestWords] : said)}";
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            // The status says enough.
        }

        return status;
    }

    private static Uri Folder(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
}
