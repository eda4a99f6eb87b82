using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ward.Lab;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Rigs;

/// <summary>An enrolled agent without elements that follows one file.</summary>
public sealed class CollectingAgent : IDisposable
{
    private readonly ScratchFolder folder = new();

    public CollectingAgent()
    {
        Log = folder.At("app.log");
        File.WriteAllText(Log, "");
        Agent = RunningAgent.Start(null, folder.At("agent"), RunningAgent.FreePort(), "--collect", "login", "--follow", Log);
        Server.Enrol(Agent).GetAwaiter().GetResult();
    }

    /// <summary>The file that it follows.</summary>
    public string Log { get; }

    internal RunningAgent Agent { get; }

    internal Server Server { get; } = new();

    public HttpClient Client(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
#pragma warning disable CA5359 // Only the agent's refusal is tested.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return new HttpClient(handler) { BaseAddress = Agent.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Producer() => Client(Server.Authority.Client(CertificateRole.Producer));

    /// <summary>The status, the stream, and the numbered lines with their texts.</summary>
    public static async Task<(int Status, string Stream, List<(long Number, string Text)> Lines)> Ask(HttpClient client, CollectRequest asked)
    {
        using var content = new ByteArrayContent(asked.Print());
        using var answer = await client.PostAsync(new Uri(WardProfile.CollectPath, UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode)
            return ((int)answer.StatusCode, "", []);
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        return ((int)answer.StatusCode, lines[0].GetProperty("stream").GetString()!,
            [.. lines[1..].Select(l => (l.GetProperty("seq").GetInt64(), l.GetProperty("line") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : ""))]);
    }

    public static CollectRequest From(string stream, long after, int most = 1000, double wait = 0) => new(stream, after, most, TimeSpan.FromSeconds(wait));

    public void Dispose()
    {
        Agent.Dispose();
        Server.Dispose();
        folder.Dispose();
    }
}
