using System.Net;
using Ward.City;

namespace Ward.Ingest.Feeds;

/// <summary>One feed as the configuration names it.</summary>
/// <param name="Path">The file to follow; kind File only.</param>
/// <param name="Listen">Where to listen; the syslog kinds only.</param>
/// <param name="Decoder">Decoder name: sshd, nginx, nftables, json, or auto.</param>
/// <param name="Asset">The asset whose log it is, or null where each line's verified sender tells.</param>
/// <param name="From">Senders whose lines are taken; empty takes all, at <see cref="Assurance.None"/>.</param>
public sealed record FeedOptions(
    FeedId Id,
    FeedKind Kind,
    string? Path,
    IPEndPoint? Listen,
    string Decoder,
    AssetId? Asset,
    IReadOnlyList<IPNetwork> From)
{
    /// <summary>Whether a file that was never followed before is read from its start; default false, from its end.</summary>
    public bool FromStart { get; init; }

    /// <summary>The enrolled agent whose collection it is: its id, address or an element that it serves; kind Agent only.</summary>
    public string? Agent { get; init; }

    /// <summary>The zone of times that name none (RFC 3164); default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
