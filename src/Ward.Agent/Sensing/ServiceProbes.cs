using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Ward.Agent.Sensing;

/// <summary>
/// Whether services answer, seen from beside the element: tcp://host:port by a connection, http and https by any answer
/// below 500. Remembers what answered, since only a service that answered before can be said to have been broken. Thread-safe.
/// </summary>
internal sealed class ServiceProbes : IDisposable
{
    private const int MostRemembered = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Uri, bool> answered = new();
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
#pragma warning disable CA5359 // Only whether it answers is asked, and nothing is sent or believed; whose certificate it has is not this sensor's question.
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
#pragma warning restore CA5359
    });

    /// <summary>Services that answered the last time and do not answer now.</summary>
    public async Task<IReadOnlyList<Uri>> Broken(IReadOnlyList<Uri> probes, CancellationToken stop)
    {
        var answers = await Task.WhenAll(probes.Select(p => Answers(p, stop)));
        List<Uri> broken = [];
        for (var i = 0; i < probes.Count; i++)
        {
            var before = answered.TryGetValue(probes[i], out var known) && known;
            if (before && !answers[i])
                broken.Add(probes[i]);
            // A service that was found broken keeps its good name, so that asking again says the same.
            else if (answered.Count < MostRemembered || answered.ContainsKey(probes[i]))
                answered[probes[i]] = answers[i];
        }
        return broken;
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> Answers(Uri probe, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            if (probe.Scheme == "tcp")
            {
                using var client = new TcpClient();
                await client.ConnectAsync(probe.IdnHost, probe.Port, patience.Token);
                return true;
            }
            using var response = await http.GetAsync(probe, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return (int)response.StatusCode < 500;
        }
        catch (Exception wrong) when (wrong is SocketException or HttpRequestException or OperationCanceledException or ArgumentException)
        {
            return false;
        }
    }
}
