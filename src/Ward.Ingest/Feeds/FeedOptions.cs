using System.Net;
using Ward.City;

namespace Ward.Ingest.Feeds;

/// <summary>One feed as the configuration names it.</summary>
/// <param name="Path">The file to follow, or the folder whose files are read; kinds File and Folder only.</param>
/// <param name="Listen">Where to listen; the syslog kinds and NetFlow only.</param>
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

    /// <summary>The zone of times that name none (RFC 3164); default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Lines in a second, 1 or more; null takes all that come. Who can wait is made to wait; what came by UDP is dropped and counted.</summary>
    public int? Rate { get; init; }

    /// <summary>Kind SyslogTls: what is shown to senders and asked of them.</summary>
    public FeedTls? Tls { get; init; }

    /// <summary>Kind Folder: which files, with * and ?; default all.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>Kinds Mqtt and Kafka: where the topics are.</summary>
    public FeedBroker? Broker { get; init; }
}
