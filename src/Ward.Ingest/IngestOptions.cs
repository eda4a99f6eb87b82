using System.Net;
using Ward.Ingest.Feeds;

namespace Ward.Ingest;

/// <summary>Limits of the first chapter. Where input exceeds one, it is cut, refused or dropped, and counted; see the chapter's README.</summary>
public sealed record IngestOptions
{
    /// <summary>Bytes of a line that are kept; 256 to 131072, default 64 KiB. The rest of a longer line is skipped.</summary>
    public int LineLimit { get; init; } = 64 << 10;

    /// <summary>Bytes of one posted body, unpacked; default 16 MiB, since shippers fill a batch up to 10 MB by themselves.</summary>
    public int BodyLimit { get; init; } = 16 << 20;

    /// <summary>Bytes of posted bodies held at once, over all senders; default 64 MiB.</summary>
    public long BodiesLimit { get; init; } = 64 << 20;

    /// <summary>Open TCP connections per feed; default 256. Further ones are closed at once.</summary>
    public int ConnectionLimit { get; init; } = 256;

    /// <summary>How long a TCP connection may say nothing; default one hour.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Datagrams that wait for the journal, per feed; default 8192. Further ones are dropped.</summary>
    public int DatagramLimit { get; init; } = 8192;

    /// <summary>Bytes of datagrams that wait for the journal, per feed; default 16 MiB.</summary>
    public long DatagramBytesLimit { get; init; } = 16 << 20;

    /// <summary>How often a followed file is looked at even when nothing announces a change; default 250 ms.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a rotated file is still read; default 10 s.</summary>
    public TimeSpan RotatedGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far a line's time may be ahead of its receipt before it is not believed; default 5 minutes.</summary>
    public TimeSpan ClockAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a line's time may lie behind its receipt before it is not believed; default 7 days.</summary>
    public TimeSpan ClockBehind { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The small file that remembers where each <see cref="FeedKind.File"/> feed stood; null keeps it in the journal alone.</summary>
    public string? CursorFile { get; init; }

    /// <summary>What people said about who reads a feed; shared by all that read the same journal. Null where nobody can.</summary>
    public DecoderChoices? Choices { get; init; }

    /// <summary>The zone of the city in which an address stands, by its id; null where it stands in none. Asked about addresses of events of an OT protocol; null asks nobody.</summary>
    public Func<IPAddress, string?>? ZoneAt { get; init; }

    /// <summary>Clients of transports whose libraries stand outside this chapter; the composition names them.</summary>
    public IReadOnlyList<IOutsideClient> Outside { get; init; } = [];

    /// <exception cref="ArgumentException">An option is out of bounds; the message names it, its value and the bound.</exception>
    internal void Check()
    {
        if (LineLimit is < 256 or > 131072) throw new ArgumentException($"{nameof(LineLimit)} is {LineLimit}; it must be 256 to 131072 bytes.");
        if (BodyLimit < LineLimit || BodyLimit > BodiesLimit) throw new ArgumentException($"{nameof(BodyLimit)} is {BodyLimit}; it must be {nameof(LineLimit)} to {nameof(BodiesLimit)} ({LineLimit} to {BodiesLimit}).");
        if (ConnectionLimit < 1) throw new ArgumentException($"{nameof(ConnectionLimit)} is {ConnectionLimit}; it must be at least 1.");
        if (DatagramLimit < 1) throw new ArgumentException($"{nameof(DatagramLimit)} is {DatagramLimit}; it must be at least 1.");
        if (Poll <= TimeSpan.Zero) throw new ArgumentException($"{nameof(Poll)} is {Poll}; it must be more than zero.");
    }
}
