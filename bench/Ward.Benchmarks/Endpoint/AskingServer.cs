using System.Collections.Concurrent;
using System.Text.Json;
using Ward.Respond.Dialogue;
using Ward.Trust.Certificates;

namespace Ward.Benchmarks.Endpoint;

/// <summary>The server's side of collecting without what comes after it: enrols agents, and asks each for lines as a feed does.</summary>
internal sealed class AskingServer : IDisposable
{
    private const int Most = 5000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private readonly AgentRegistry registry;
    private readonly CityAuthority authority;
    private readonly AgentCollection collection;
    private readonly ConcurrentDictionary<MeasuredAgent, Asking> asked = new();

    public AskingServer(string state)
    {
        Directory.CreateDirectory(state);
        registry = new(new AgentFile(state));
        authority = new(new KeyFolder(Path.Combine(state, OfflineRelease.TrustFolder)), TimeProvider.System);
        collection = new(registry, authority, TimeProvider.System);
    }

    /// <summary>Enrols the agent and begins to ask it.</summary>
    public void Enrol(MeasuredAgent agent, string code)
    {
        var result = new Enrolment(registry, authority, TimeProvider.System).Enrol(new Uri($"https://{agent.Address}"), code, [], CancellationToken.None).GetAwaiter().GetResult();
        if (result is not EnrolmentResult.Enrolled) throw new InvalidOperationException($"the agent was not enrolled: {result}");
        asked[agent] = new Asking();
        Return(agent);
    }

    /// <summary>Lines taken from its followed file and from everything else.</summary>
    public long Taken(MeasuredAgent agent) => asked[agent].Lines;

    public void Leave(MeasuredAgent agent) => asked[agent].Dispose();

    public void Return(MeasuredAgent agent) => asked[agent].Begin(stop => Ask(agent, asked[agent], stop));

    public void Dispose()
    {
        foreach (var each in asked.Values) each.Dispose();
        collection.Dispose();
        authority.Dispose();
    }

    private async Task Ask(MeasuredAgent agent, Asking asking, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var answer = await collection.Take(agent.Address, asking.Stream, asking.After, Most, Wait, stop);
                foreach (var line in Lines(answer)) asking.Take(JsonDocument.Parse(line).RootElement);
            }
            catch (IOException)
            {
                // It begins to serve a moment after its enrolment.
                await Task.Delay(200, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> answer)
    {
        for (int end; (end = answer.Span.IndexOf((byte)'\n')) >= 0; answer = answer[(end + 1)..]) yield return answer[..end];
    }
}
