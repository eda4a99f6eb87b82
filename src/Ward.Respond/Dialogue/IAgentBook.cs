namespace Ward.Respond.Dialogue;

/// <summary>Where enrolled agents are written down. Implemented by <see cref="AgentFile"/>, which the kill switch reads with the server gone.</summary>
public interface IAgentBook
{
    IReadOnlyList<AgentRecord> Load();

    /// <summary>Durable when it returns.</summary>
    void Save(IReadOnlyList<AgentRecord> agents);
}
