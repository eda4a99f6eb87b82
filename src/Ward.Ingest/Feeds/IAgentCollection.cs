namespace Ward.Ingest.Feeds;

/// <summary>The way to what an enrolled agent has collected. Implemented by the chapter that speaks with agents.</summary>
public interface IAgentCollection
{
    /// <summary>
    /// Asks the agent for lines after a number and waits for a first one; by that it says that everything up to the number is durable here.
    /// The answer is NDJSON as the agent wrote it: a line that names the stream, then the lines by number.
    /// </summary>
    /// <param name="agent">Its id, address, or an element that it serves.</param>
    /// <param name="stream">The stream that the number belongs to; empty where none is known.</param>
    /// <exception cref="IOException">The agent is not enrolled, does not answer, or refuses.</exception>
    Task<ReadOnlyMemory<byte>> Take(string agent, string stream, long after, int most, TimeSpan wait, CancellationToken stop);
}
