using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Ward.Cli.Server;

/// <summary>Speaks to the server's HTTP API with a token. One for each command that runs.</summary>
internal sealed class ServerClient : IDisposable
{
    private const string TokenFile = "cli.token";
    private const string UrlFile = "server.url";
    private const string CertificateFile = "server.crt";
    private const int LongestAnswer = 64 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    private ServerClient(HttpClient http) => this.http = http;

    /// <returns>A client, or null with the reason said and the exit code in <paramref name="code"/>.</returns>
    public static ServerClient? Open(ParseResult parsed, Terminal terminal, out int code)
    {
        code = Exit.Done;
        var state = ServerOptions.StateFolder(parsed, terminal);
        var named = parsed.GetValue(ServerOptions.Url) ?? terminal.Variable("WARD_SERVER");
        var text = named ?? ReadLine(Path.Combine(state, UrlFile));
        if (text is null)
        {
            code = terminal.Fail(Exit.Unreachable, $"no server is running with the state folder {state} (it has no {UrlFile}); start one with 'ward up', or name one with --server");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            code = terminal.Fail(Exit.Usage, $"expected an address such as http://127.0.0.1:7878 for the server, found \"{text}\"");
            return null;
        }

        if (url.Scheme == "http" && !url.IsLoopback)
        {
            code = terminal.Fail(Exit.Usage, $"a token is not sent in clear to another machine: use https instead of {url}");
            return null;
        }

        var token = terminal.Variable("WARD_TOKEN") ?? ReadLine(Path.Combine(state, TokenFile));
        // The token in the state folder belongs to the server that wrote it, and to no other that is named by hand.
        if (named is not null && terminal.Variable("WARD_TOKEN") is null && ReadLine(Path.Combine(state, UrlFile)) is { } own
            && !(Uri.TryCreate(own, UriKind.Absolute, out var ownUrl) && ownUrl.Authority == url.Authority)) token = null;
        var client = new HttpClient(terminal.Http() ?? Handler(Path.Combine(state, CertificateFile)))
        {
            BaseAddress = new Uri(url, "/api/v1/"),
            // Each request has its own: an export is made before its answer begins.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ServerClient(client);
    }

    public void Dispose() => http.Dispose();

    public Task<Answer> Get(string path, CancellationToken stop, TimeSpan? patience = null) => Send(new HttpRequestMessage(HttpMethod.Get, path), stop, patience);

    /// <param name="patience">How long an answer may take; null for as long as any.</param>
    public Task<Answer> Post(string path, object body, CancellationToken stop, TimeSpan? patience = null) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, stop, patience);

    public Task<Answer> Put(string path, object body, CancellationToken stop) =>
        Send(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) }, stop);

    public Task<Answer> Delete(string path, CancellationToken stop) => Send(new HttpRequestMessage(HttpMethod.Delete, path), stop);

    /// <summary>Copies an answer as it comes, however long that takes.</summary>
    /// <returns>Null where all of it was copied, or why not; then what was copied is a part at most.</returns>
    public async Task<Answer.Failed?> Download(string path, Stream to, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return new Answer.Failed(Exit.Failed, Refusal(response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false)));
            await response.Content.CopyToAsync(to, stop).ConfigureAwait(false);
            return null;
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown && fault.InnerException is IOException)
        {
            return new Answer.Failed(Exit.Failed, "the answer broke off; nothing was written");
        }
        catch (HttpRequestException fault)
        {
            return NoAnswer(fault);
        }
    }

    /// <summary>Posts lines of text, or documents of another type; where the server asks to wait, it is asked again for as long as one request may take.</summary>
    public async Task<Answer> PostLines(string path, ReadOnlyMemory<byte> lines, string type, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } };
            HttpResponseMessage response;
            try
            {
                using var patience = Patient(stop);
                response = await http.SendAsync(request, patience.Token).ConfigureAwait(false);
            }
            catch (HttpRequestException fault)
            {
                return NoAnswer(fault);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return TooLate();
            }

            using var answer = response;
            if (answer.Headers.RetryAfter?.Delta is { } wait && waited < Patience)
            {
                waited += wait;
                await Task.Delay(wait, stop).ConfigureAwait(false);
                continue;
            }

            var body = await answer.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? Read(body) : new Answer.Failed(Exit.Failed, Refusal(answer.StatusCode, body));
        }
    }

    /// <summary>Reads an answer of one JSON object a line as it comes, however long that takes.</summary>
    /// <returns>Null, or why there was no answer.</returns>
    public async Task<Answer.Failed?> Lines(string path, Action<JsonElement> take, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var patience = Patient(stop);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return new Answer.Failed(Exit.Failed, Refusal(response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false)));
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false));
            while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
            {
                using var document = JsonDocument.Parse(line);
                take(document.RootElement);
            }

            return null;
        }
        catch (JsonException)
        {
            return new Answer.Failed(Exit.Failed, "the server's answer is not JSON; is it a Ward server?");
        }
        catch (HttpRequestException fault)
        {
            return NoAnswer(fault);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return TooLate();
        }
    }

    private async Task<Answer> Send(HttpRequestMessage request, CancellationToken stop, TimeSpan? most = null)
    {
        using var _ = request;
        try
        {
            using var patience = Patient(stop, most);
            using var response = await http.SendAsync(request, patience.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Read(body) : new Answer.Failed(Exit.Failed, Refusal(response.StatusCode, body));
        }
        catch (HttpRequestException fault)
        {
            return NoAnswer(fault);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return TooLate(most);
        }
    }

    private static CancellationTokenSource Patient(CancellationToken stop, TimeSpan? most = null)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(most ?? Patience);
        return patience;
    }

    private Answer.Failed NoAnswer(HttpRequestException fault) => new(Exit.Unreachable, $"the server at {http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer: {fault.Message}");

    private Answer.Failed TooLate(TimeSpan? most = null) => new(Exit.Unreachable, $"the server at {http.BaseAddress!.GetLeftPart(UriPartial.Authority)} did not answer within {(most ?? Patience).TotalSeconds:0} s");

    private static Answer Read(byte[] body)
    {
        if (body.Length == 0) return new Answer.Given(default);
        try
        {
            using var document = JsonDocument.Parse(body);
            return new Answer.Given(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new Answer.Failed(Exit.Failed, "the server's answer is not JSON; is it a Ward server?");
        }
    }

    private static string Refusal(HttpStatusCode status, byte[] body)
    {
        var said = Read(body) is Answer.Given given ? Detail(given.Body) : null;
        return status switch
        {
            HttpStatusCode.Unauthorized => "the server does not know the token; set WARD_TOKEN, or make a token in the console under Tokens",
            HttpStatusCode.Forbidden => said ?? "the token's roles do not allow this",
            HttpStatusCode.NotFound => said ?? "there is nothing of this name",
            _ => said ?? $"the server answered {(int)status}",
        };
    }

    private static string? Detail(JsonElement body)
    {
        foreach (var name in new[] { "detail", "reason", "words", "title" })
            if (Shown.Cells.TryField(body, name, out _)) return Shown.Cells.Text(body, name);
        return null;
    }

    // A certificate that the server made for itself is trusted where it lies in the state folder, and there alone.
    private static SocketsHttpHandler Handler(string certificateFile) => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, errors) =>
            {
                if (errors == SslPolicyErrors.None) return true;
                if (shown is null || !File.Exists(certificateFile)) return false;
                using var known = X509Certificate2.CreateFromPem(File.ReadAllText(certificateFile));
                return known.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());
            },
        },
    };

    private static string? ReadLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } line ? line : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
