using Ward.Ingest.Feeds;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Respond.Dialogue;

/// <summary>
/// The first chapter's way to what enrolled agents collect: the same mutual TLS as the commands, on connections of its own, so that a long
/// wait for lines never stands before a command. Thread-safe.
/// </summary>
public sealed class AgentCollection(AgentRegistry registry, CityAuthority authority, TimeProvider time) : IAgentCollection, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    private readonly AgentLines lines = new(authority, time);

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>> Take(string agent, string stream, long after, int most, TimeSpan wait, CancellationToken stop) =>
        registry.Find(agent) is { } known
            ? await lines.To(known).Collect(new CollectRequest(stream, after, most, wait), wait + Margin, stop).ConfigureAwait(false)
            : throw new IOException($"no agent '{agent}' is enrolled");

    public void Dispose() => lines.Dispose();
}
