using Ward.City;

namespace Ward.Respond.Dialogue;

/// <summary>Which agent serves which element. A new enrolment takes its elements over from whoever had them. Thread-safe.</summary>
public sealed class AgentRegistry(IAgentBook book)
{
    private readonly Lock turn = new();
    private volatile IReadOnlyList<AgentRecord> agents = book.Load();

    public IReadOnlyList<AgentRecord> Agents => agents;

    public AgentRecord? ServerOf(ElementId element) => agents.FirstOrDefault(a => a.Elements.Contains(element));

    public void Add(AgentRecord agent) => Change(agents => [.. agents
        .Where(a => a.Pin != agent.Pin)
        .Select(a => a with { Elements = [.. a.Elements.Except(agent.Elements)] })
        .Where(a => a.Elements.Count > 0), agent]);

    public void Remove(string pin) => Change(agents => [.. agents.Where(a => a.Pin != pin)]);

    private void Change(Func<IReadOnlyList<AgentRecord>, IReadOnlyList<AgentRecord>> change)
    {
        lock (turn)
        {
            var changed = change(agents);
            book.Save(changed);
            agents = changed;
        }
    }
}
