using System.Globalization;

namespace Ward.Ingest.Feeds;

/// <summary>Where an agent feed stands: the agent's stream and the number of the last line that is durable here. Written as stream:number.</summary>
internal readonly record struct AgentCursor(string Stream, long Number)
{
    public static bool TryParse(string? text, out AgentCursor cursor)
    {
        cursor = default;
        if (text?.Split(':') is not [var stream, var number] || stream.Length == 0 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        cursor = new AgentCursor(stream, value);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}:{Number}");
}
