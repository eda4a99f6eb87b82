namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The words of lines, gathered from what the lines consist of. Every word of a line is whole in its template or in one of its values, and so are
/// four numbers with points between them (<see cref="LineTemplate"/> sees to both). Not thread-safe.
/// </summary>
internal sealed class WordGatherer(IWords words)
{
    private const byte PrivateLead = 0xEE;

    /// <summary>Whether every word was taken; see <see cref="Tokens.Add"/>.</summary>
    public bool Sure { get; private set; } = true;

    /// <summary>A whole line, without signs.</summary>
    public void AddLine(ReadOnlySpan<byte> line) => Sure &= Tokens.Add(line, words);

    /// <summary>What <see cref="LineTemplate.Make"/> gave: a sign ends a word.</summary>
    public void AddTemplate(ReadOnlySpan<byte> line)
    {
        while (line.IndexOf(PrivateLead) is var at and >= 0)
        {
            if (at > 0) AddLine(line[..at]);
            line = line[Math.Min(at + 3, line.Length)..];
        }

        if (line.Length > 0) AddLine(line);
    }

    /// <summary>A field's value.</summary>
    /// <param name="column">Its own column, or -1 where it has none.</param>
    public void AddValue(int column, ReadOnlySpan<byte> value)
    {
        AddLine(value);
        if (column >= 0 && Layout.IsFiltered(column)) words.Add(Tokens.OfValue(column, value));
    }
}
