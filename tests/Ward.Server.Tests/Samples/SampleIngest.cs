using System.Net;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Packets;

namespace Ward.Server.Tests.Samples;

/// <summary>Four feeds in four states; posted lines are answered by what they say.</summary>
internal sealed class SampleIngest(DateTimeOffset now, bool empty) : IIngest, ILineIntake
{
    public IReadOnlyList<FeedStatus> Feeds { get; private set; } = empty ? [] :
    [
        new FeedStatus(Feed("jump-auth", FeedKind.File, "sshd", "/var/log/jump/auth.log", null, "jump"), 88_412, 88_390, 22, 0, 0, now.AddSeconds(-4), "Nov 22 20:11:02 jump CRON[991]: pam_env(cron:session): deprecated reading of user environment", null),
        new FeedStatus(Feed("portal-web", FeedKind.File, "nginx", "/var/log/nginx/access.log", null, "portal"), 1_204_882, 1_204_882, 0, 0, 3, now.AddSeconds(-1), null, null),
        new FeedStatus(Feed("edge-syslog", FeedKind.SyslogUdp, "nftables", null, new IPEndPoint(IPAddress.Any, 5514), "fw-edge"), 40_120, 31_002, 9_118, 214, 0, now.AddMinutes(-2), $"<13>fw kernel: {SampleStory.Hostile}", null)
        {
            Drops = [new DropCount(DropReason.Sender, 200), new DropCount(DropReason.Rate, 14)],
            PerSecond = 41.5,
            Decoders = [new DecoderCount("nftables", 31_002)],
            Samples =
            [
                new MissedLine(now.AddMinutes(-2), $"<13>fw kernel: {SampleStory.Hostile}", 9_000),
                new MissedLine(now.AddMinutes(-3), "<38>Nov 22 20:11:02 fw sshd[991]: Failed password for root from 203.0.113.7 port 4022 ssh2", 117),
            ],
        },
        new FeedStatus(Feed("water-json", FeedKind.Http, "json", null, null, null), 0, 0, 0, 0, 0, null, null, null),
        new FeedStatus(Feed("vpn-auth", FeedKind.File, "auto", "/var/log/vpn/auth.log", null, null), 310, 310, 0, 0, 0, now.AddHours(-3), null, "the file /var/log/vpn/auth.log is missing"),
        new FeedStatus(Feed("lab-capture", FeedKind.Pcap, "auto", "/srv/lab.pcap", null, null), 1_204, 1_204, 0, 0, 0, now.AddMinutes(-1), null, null)
        {
            Packets = new PacketCounts(),
            Decoders = [new DecoderCount("modbus", 1_204)],
        },
    ];

    /// <summary>Lines that come to a feed and are understood by a decoder.</summary>
    public void Hear(string feed, string decoder, int lines) => Feeds =
    [
        .. Feeds.Select(f => f.Feed.Id.Value != feed ? f : f with
        {
            Received = f.Received + lines,
            Understood = f.Understood + lines,
            UnderstoodNow = f.UnderstoodNow + lines,
            LastSeen = now,
            Decoders = [new DecoderCount(decoder, f.Understood + lines)],
        }),
    ];

    public List<(FeedId Feed, int Lines, Assurance Assurance)> Accepted { get; } = [];

    public IAsyncEnumerable<Event> Listen(CancellationToken stop) => throw new NotSupportedException();

    public async Task<IntakeReceipt> Accept(FeedId feed, PostedFormat format, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop)
    {
        if (feed.Value == "full") return new IntakeReceipt.Unavailable("the disk is full");
        if (feed.Value != "water-json") return new IntakeReceipt.NoSuchFeed(feed);
        using var reader = new StreamReader(body);
        var lines = (await reader.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bad = Array.FindIndex(lines, l => !l.StartsWith('{'));
        if (bad >= 0) return new IntakeReceipt.Refused(bad + 1, "not an object");
        Accepted.Add((feed, lines.Length, assurance));
        return new IntakeReceipt.Accepted(lines.Length);
    }

    private static FeedOptions Feed(string id, FeedKind kind, string decoder, string? path, IPEndPoint? listen, string? asset) =>
        new(new FeedId(id), kind, path, listen, decoder, asset is null ? null : new AssetId(asset), []);
}
