using System.Net;
using Ward.City;

namespace Ward.Ingest.Journal;

/// <summary>One line as it arrived, before anyone has tried to understand it. This is what the journal keeps.</summary>
/// <param name="Offset">Position in the journal, strictly increasing; 0 until appended.</param>
/// <param name="Received">When Ward took it, UTC.</param>
/// <param name="Sender">Peer address of the transport, or null for files.</param>
/// <param name="Cursor">Where the feed stands after this line (file identity and offset), or null; durable together with the line.</param>
/// <param name="Line">The bytes, without the line end. Never changed, never re-encoded.</param>
/// <param name="Cut">True where the line was longer than the limit and only its beginning is kept.</param>
public sealed record Arrival(
    CityId City,
    FeedId Feed,
    long Offset,
    DateTimeOffset Received,
    Assurance Assurance,
    IPAddress? Sender,
    string? Cursor,
    ReadOnlyMemory<byte> Line,
    bool Cut);
