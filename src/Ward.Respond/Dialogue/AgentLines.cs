using System.Collections.Concurrent;
using Ward.Trust.Certificates;

namespace Ward.Respond.Dialogue;

/// <summary>One line to each agent, made anew where its record changed or our certificate on it comes near its end. Thread-safe.</summary>
internal sealed class AgentLines(CityAuthority authority, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, AgentLine> lines = new(StringComparer.Ordinal);
    private readonly Lock turn = new();

    public AgentLine To(AgentRecord agent)
    {
        if (lines.TryGetValue(agent.Pin, out var line) && Serves(line, agent))
            return line;
        lock (turn)
        {
            if (lines.TryGetValue(agent.Pin, out line) && Serves(line, agent))
                return line;
            // The former line is left to those who still wait on it.
            return lines[agent.Pin] = new AgentLine(agent, authority.Certificate, authority.Client(CertificateRole.Producer), time);
        }
    }

    public void Dispose()
    {
        foreach (var line in lines.Values)
            line.Dispose();
    }

    private bool Serves(AgentLine line, AgentRecord agent) => line.Agent == agent && line.Ends - time.GetUtcNow().UtcDateTime > Near;
}
