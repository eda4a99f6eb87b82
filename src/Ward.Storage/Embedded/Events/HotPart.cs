using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>What is gathered of the events of one day and class while they are in memory. One writer; read once it is sealed.</summary>
internal sealed class HotPart(int day, int eventClass)
{
    public int Day => day;

    public int Class => eventClass;

    public TokenSet Words { get; } = new();

    public RestNames RestNames { get; } = new();

    public Holes Holes { get; } = new();

    public bool Sure { get; private set; } = true;

    public long Events { get; private set; }

    public long RawBytes { get; private set; }

    public long From { get; private set; } = long.MaxValue;

    public long To { get; private set; } = long.MinValue;

    public long FirstOffset { get; private set; } = long.MaxValue;

    public long LastOffset { get; private set; } = long.MinValue;

    public void Note(Event e, long micros)
    {
        Events++;
        RawBytes += e.Raw.Length;
        (From, To) = (Math.Min(From, micros), Math.Max(To, micros));
        (FirstOffset, LastOffset) = (Math.Min(FirstOffset, e.Offset), Math.Max(LastOffset, e.Offset));
        Sure &= Tokens.Add(e.Raw.Span, Words);
        foreach (var field in Layout.Filtered)
            if (e.TryGet(field, out var value)) Words.Add(Tokens.OfValue(Layout.Column(field), value));
    }
}
