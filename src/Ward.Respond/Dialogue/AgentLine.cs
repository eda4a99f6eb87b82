using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Respond.Dialogue;

/// <summary>
/// The line to one agent: OpenC2 over HTTPS 1.1 with both certificates checked, over a few warm connections. The agent must
/// bear the role of an agent from the city's authority, and the very key that was enrolled. Thread-safe.
/// </summary>
internal sealed class AgentLine : IDisposable
{
    private const int LargestAnswer = 8 << 20;

    private readonly HttpClient http;
    private readonly X509Certificate2 client;
    private readonly Uri command;
    private readonly TimeProvider time;
    private long requests;

    public AgentLine(AgentRecord agent, X509Certificate2 authority, X509Certificate2 client, TimeProvider time)
    {
        (this.client, this.time, Agent) = (client, time, agent);
        command = new Uri(agent.Address, OpenC2Message.Path);
        http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            AllowAutoRedirect = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateContext = SslStreamCertificateContext.Create(client, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 peer
                    && CityCertificate.Pin(peer) == agent.Pin
                    && CityCertificate.RoleOf(peer, authority, asClient: false, time.GetUtcNow()) == WardProfile.AgentRole,
            },
        })
        {
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public AgentRecord Agent { get; }

    /// <summary>When our own certificate on this line ends, UTC.</summary>
    public DateTime Ends => client.NotAfter.ToUniversalTime();

    /// <summary>The agent's answer, or why there is none. Asks twice where a connection broke: commands are idempotent.</summary>
    /// <param name="patience">For both attempts together.</param>
    public async Task<(OpenC2Response? Response, string Reason)> Ask(OpenC2Command command, TimeSpan patience, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(patience);
        var reason = "";
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                return await Send(command, deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return (null, $"no answer from {this.command.Authority} within {patience.TotalSeconds} s");
            }
            catch (HttpRequestException wrong)
            {
                reason = $"{this.command.Authority}: {wrong.InnerException?.Message ?? wrong.Message}";
            }
            catch (IOException wrong)
            {
                reason = $"{this.command.Authority}: {wrong.Message}";
            }
        }
        return (null, reason);
    }

    /// <summary>The agent's answer to a question for what it has collected.</summary>
    /// <exception cref="IOException">None came within the patience, or it was a refusal; the message says which.</exception>
    public async Task<byte[]> Collect(CollectRequest asked, TimeSpan patience, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(patience);
        try
        {
            using var content = new ByteArrayContent(asked.Print()) { Headers = { ContentType = new("application/json") } };
            using var answer = await http.PostAsync(new Uri(Agent.Address, WardProfile.CollectPath), content, deadline.Token).ConfigureAwait(false);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => await answer.Content.ReadAsByteArrayAsync(deadline.Token).ConfigureAwait(false),
                HttpStatusCode.NotFound => throw new IOException($"{command.Authority} does not collect: start it with --collect"),
                var other => throw new IOException($"{command.Authority} answered {(int)other}"),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"no answer from {command.Authority} within {patience.TotalSeconds} s");
        }
        catch (HttpRequestException wrong)
        {
            throw new IOException($"{command.Authority}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }

    public void Dispose()
    {
        http.Dispose();
        client.Dispose();
    }

    private async Task<(OpenC2Response?, string)> Send(OpenC2Command command, CancellationToken stop)
    {
        var id = $"{command.CommandId ?? "query"}/{Interlocked.Increment(ref requests)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, this.command)
        {
            Content = new ByteArrayContent(new OpenC2Message(id, time.GetUtcNow(), "ward", command, null).Print())
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(OpenC2Message.ContentTypeWithVersion) },
            },
        };
        request.Headers.Accept.ParseAdd(OpenC2Message.ContentTypeWithVersion);
        using var answer = await http.SendAsync(request, stop).ConfigureAwait(false);
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
        if (!OpenC2Message.TryRead(bytes, WardProfile.Vocabulary, out var message, out var reason) || message.Response is not { } response)
            return (null, $"{this.command.Authority} answered with something that is not an OpenC2 response: {reason}");
        return message.RequestId == id || message.RequestId.Length == 0 && response.Status != OpenC2Status.Ok
            ? (response, "") : (null, $"{this.command.Authority} answered another request");
    }
}
