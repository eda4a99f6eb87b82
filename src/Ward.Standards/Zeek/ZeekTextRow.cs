namespace Ward.Standards.Zeek;

/// <summary>A row of separated cells; cells are cut out when they are asked for.</summary>
internal sealed class ZeekTextRow : ZeekRow
{
    private readonly List<int> ends = [];
    private ZeekHeader header = new();
    private string text = "";

    /// <summary>False where there are more or fewer cells than fields.</summary>
    public bool TryTake(string row, int line, ZeekHeader of)
    {
        (text, header, Line, Log) = (row, of, line, of.Log);
        ends.Clear();
        for (var at = row.IndexOf(of.Separator, StringComparison.Ordinal); at >= 0; at = row.IndexOf(of.Separator, at + 1)) ends.Add(at);
        ends.Add(row.Length);
        return ends.Count == of.Count;
    }

    public int Cells => ends.Count;

    public override string? this[string field] => Cell(field) is { } cell && cell != header.Unset ? cell == header.Empty ? "" : ZeekHeader.Plain(cell) : null;

    public override IReadOnlyList<string> Several(string field) =>
        Cell(field) is { } cell && cell != header.Unset && cell != header.Empty ? [.. cell.Split(header.SetSeparator).Select(ZeekHeader.Plain)] : [];

    private string? Cell(string field)
    {
        if (!header.Fields.TryGetValue(field, out var place) || place >= ends.Count) return null;
        var start = place == 0 ? 0 : ends[place - 1] + 1;
        return text[start..ends[place]];
    }
}
