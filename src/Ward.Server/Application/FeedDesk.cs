using System.Globalization;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The feeds as they are now.</summary>
internal sealed class FeedDesk(Gate gate, IIngest ingest, CityModel city, TimeProvider time)
{
    /// <summary>A feed that has spoken and then says nothing for this long is silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    public async Task<Answer<IReadOnlyList<FeedView>>> All(Caller who) =>
        await gate.Refuses(who, Permission.See) is { } refusal
            ? new Answer<IReadOnlyList<FeedView>>.Denied(refusal)
            : new Answer<IReadOnlyList<FeedView>>.Ok(Now());

    internal IReadOnlyList<FeedView> Now()
    {
        var now = time.GetUtcNow();
        return [.. ingest.Feeds.Select(f => Tell(f, now))];
    }

    private FeedView Tell(FeedStatus f, DateTimeOffset now)
    {
        var (state, reason) = State(f, now);
        return new FeedView(
            f.Feed.Id.Value, Words(f.Feed.Kind), f.Feed.Decoder, f.Feed.Asset is { } a ? city.NameOf(a) : null, Where(f.Feed), Assure(f.Feed),
            f.Received, f.Understood, f.NotUnderstood, f.Dropped, f.Cut, f.LastSeen, f.Sample, f.Trouble, state, reason);
    }

    private static (string State, string Reason) State(FeedStatus f, DateTimeOffset now) => f switch
    {
        { Trouble: { } trouble } => ("trouble", trouble),
        { LastSeen: null } => ("waiting", "Nothing has come yet."),
        { LastSeen: { } last } when now - last > Silence => ("silent", string.Create(CultureInfo.InvariantCulture, $"Nothing for {(now - last).TotalMinutes:0} minutes.")),
        { Received: > 0 } when f.NotUnderstood * 20 > f.Received => ("puzzled", $"{(double)f.NotUnderstood / f.Received:P0} of the lines are not understood."),
        _ => ("ok", "Lines come and are understood."),
    };

    private static string Words(FeedKind kind) => kind switch
    {
        FeedKind.File => "file",
        FeedKind.SyslogUdp => "syslog over UDP",
        FeedKind.SyslogTcp => "syslog over TCP",
        FeedKind.Http => "HTTP post",
        FeedKind.SyslogTls => "syslog over TLS",
        FeedKind.Folder => "folder of files",
        FeedKind.Mqtt => "MQTT",
        FeedKind.Kafka => "Kafka",
        FeedKind.Netflow => "NetFlow and IPFIX",
        FeedKind.Pcap => "packet capture",
        FeedKind.Live => "network interface",
        FeedKind.Agent => "agent",
        _ => throw new InvalidOperationException($"unknown kind {kind}"),
    };

    private static string Where(FeedOptions o) => o.Kind switch
    {
        FeedKind.File or FeedKind.Pcap => o.Path ?? "",
        FeedKind.Folder => Path.Combine(o.Path ?? "", o.Pattern),
        FeedKind.Mqtt or FeedKind.Kafka => $"{o.Broker?.Servers}: {string.Join(", ", o.Broker?.Topics ?? [])}",
        FeedKind.Live => o.Interface ?? "",
        FeedKind.Agent => o.Agent ?? "",
        FeedKind.Http => $"/api/v1/ingest/{o.Id}",
        _ => o.Listen?.ToString() ?? "",
    };

    private static string Assure(FeedOptions o) => o.Kind switch
    {
        FeedKind.File or FeedKind.Folder or FeedKind.Pcap or FeedKind.Http or FeedKind.Agent => Names.Of(Assurance.Authenticated),
        FeedKind.SyslogTls when o.Tls?.Clients is not null => Names.Of(Assurance.Authenticated),
        FeedKind.Mqtt or FeedKind.Kafka => Names.Of(Assurance.Session),
        FeedKind.SyslogTcp or FeedKind.SyslogTls when o.From.Count > 0 => Names.Of(Assurance.Session),
        _ => Names.Of(Assurance.None),
    };
}
