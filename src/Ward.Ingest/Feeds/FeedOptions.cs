using System.Net;
using Ward.City;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Feeds;

/// <summary>One feed as the configuration names it.</summary>
/// <param name="Path">The file to follow, the folder whose files are read, or the capture; kinds File, Folder and Pcap only.</param>
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
    /// <summary>Whether the configuration itself names the decoder; default false: it is the kind's usual one.</summary>
    public bool DecoderNamed { get; init; }

    /// <summary>Whose time stands for a line's; default auto.</summary>
    public FeedClock Clock { get; init; }

    /// <summary>Whether a file that was never followed before is read from its start; default false, from its end.</summary>
    public bool FromStart { get; init; }

    /// <summary>The network interface to read; kind Live only.</summary>
    public string? Interface { get; init; }

    /// <summary>Ports at which a protocol is spoken, besides the registered ones; kinds Pcap and Live only.</summary>
    public IReadOnlyList<PortProtocol> Ports { get; init; } = [];
    /// <summary>The enrolled agent whose collection it is: its id, address or an element that it serves; kind Agent only.</summary>
    public string? Agent { get; init; }

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
