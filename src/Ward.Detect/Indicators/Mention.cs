using System.Runtime.InteropServices;
using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Detect.Indicators;

/// <summary>What one source says of one value, packed: a set has millions. Times are minutes since 2000, the least for 'none'.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly struct Mention
{
    private const int Nothing = int.MinValue;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly int validFrom;
    private readonly int validUntil;
    private readonly int confirmed;
    private readonly int firstSeen;
    private readonly byte marks;

    public Mention(Indicator indicator, ushort source, DateTimeOffset firstSeen, int label, int next)
    {
        (Source, Confidence, Label, Next) = (source, (byte)Math.Clamp(indicator.Confidence, 0, 100), label, next);
        (validFrom, validUntil, confirmed, this.firstSeen) = (Minutes(indicator.ValidFrom), Minutes(indicator.ValidUntil), Minutes(indicator.Confirmed), Minutes(firstSeen));
        marks = (byte)((indicator.Level is { } level ? (int)level + 1 : 0) | (indicator.Action is { } action ? (int)action + 1 : 0) << 4);
    }

    private Mention(in Mention other, int next)
    {
        this = other;
        Next = next;
    }

    public int Next { get; private init; }

    public int Label { get; }

    public ushort Source { get; }

    public byte Confidence { get; }

    public Tlp? Level => (marks & 15) is var level and > 0 ? (Tlp)(level - 1) : null;

    public Pap? Action => marks >> 4 is var action and > 0 ? (Pap)(action - 1) : null;

    public DateTimeOffset? ValidFrom => Moment(validFrom);

    public DateTimeOffset? ValidUntil => Moment(validUntil);

    public DateTimeOffset? Confirmed => Moment(confirmed);

    public DateTimeOffset FirstSeen => Moment(firstSeen) ?? Epoch;

    public Mention Before(int next) => new(this, next);

    private static int Minutes(DateTimeOffset? time) =>
        time is { } known ? (int)Math.Clamp((known - Epoch).TotalMinutes, Nothing + 1, int.MaxValue) : Nothing;

    private static DateTimeOffset? Moment(int minutes) => minutes == Nothing ? null : Epoch.AddMinutes(minutes);
}
