using Ward.City;

namespace Ward.Respond.Dialogue;

/// <summary>Which agent serves which element. A new enrolment takes its elements over from whoever had them. Thread-safe.</summary>
public sealed class AgentRegistry(IAgentBook book)
{
    private const int ShortestId = 12;

    private readonly Lock turn = new();
    private volatile IReadOnlyList<AgentRecord> agents = book.Load();

    public IReadOnlyList<AgentRecord> Agents => agents;

    public AgentRecord? ServerOf(ElementId element) => agents.FirstOrDefault(a => a.Elements.Contains(element));

    /// <summary>By the beginning of its key's hash (at least 12 characters), its address, or an element that it serves; null where none is enrolled.</summary>
    public AgentRecord? Find(string name) => agents.FirstOrDefault(a =>
        (name.Length >= ShortestId && a.Pin.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        || a.Address.Authority.Equals(name, StringComparison.OrdinalIgnoreCase)
        || a.Address.OriginalString.TrimEnd('/').Equals(name.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || a.Elements.Contains(new ElementId(name)));

    /// <summary>Adds it. One that serves nothing any more goes; one that only collects stays.</summary>
    public void Add(AgentRecord agent) => Change(agents => [.. agents
        .Where(a => a.Pin != agent.Pin)
        .Select(a => (Had: a.Elements.Count, Left: a with { Elements = [.. a.Elements.Except(agent.Elements)] }))
        .Where(a => a.Left.Elements.Count > 0 || a.Had == 0).Select(a => a.Left), agent]);

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
