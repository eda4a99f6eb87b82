using System.Net;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Application.Connecting;
using Ward.Server.Application.Views;
using Ward.Server.Settings;

namespace Ward.Server.Application;

/// <summary>How a source is connected: the line to copy, for the feeds that are on.</summary>
internal sealed class ConnectDesk(Gate gate, IIngest ingest, ServerOptions options)
{
    /// <param name="reached">The address by which the caller reaches this server.</param>
    public async Task<Answer<IReadOnlyList<ConnectView>>> All(Caller who, Uri reached) =>
        await gate.Refuses(who, Permission.See) is { } refusal
            ? new Answer<IReadOnlyList<ConnectView>>.Denied(refusal)
            : new Answer<IReadOnlyList<ConnectView>>.Ok([.. Shippers.All.Select(s => Tell(s, Fitting(s), Fitting(s).FirstOrDefault(), reached, Place.Placeholder))]);

    /// <param name="feed">The feed to write to; null for the best that is on.</param>
    /// <param name="token">The secret that stands in the fragment; null for a placeholder.</param>
    public async Task<Answer<ConnectView>> Tell(Caller who, string source, string? feed, Uri reached, string? token = null)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<ConnectView>.Denied(refusal);
        if (Shippers.All.FirstOrDefault(s => s.Id == source) is not { } shipper)
            return new Answer<ConnectView>.NotFound($"source '{Visible.Of(source, 40)}'; there are {string.Join(", ", Shippers.All.Select(s => s.Id))}");
        var fitting = Fitting(shipper);
        var chosen = feed is null ? fitting.FirstOrDefault() : fitting.FirstOrDefault(f => f.Id.Value == feed);
        return feed is not null && chosen is null
            ? new Answer<ConnectView>.Invalid($"The feed '{Visible.Of(feed, 40)}' does not take lines of {shipper.Name}; {(fitting.Count == 0 ? "none is on that does" : $"these do: {string.Join(", ", fitting.Select(f => f.Id.Value))}")}.")
            : new Answer<ConnectView>.Ok(Tell(shipper, fitting, chosen, reached, token ?? Place.Placeholder));
    }

    private List<FeedOptions> Fitting(Shipper shipper) =>
        [.. shipper.Kinds.SelectMany(k => ingest.Feeds.Select(f => f.Feed).Where(f => f.Kind == k))];

    private ConnectView Tell(Shipper shipper, List<FeedOptions> fitting, FeedOptions? feed, Uri reached, string token)
    {
        var posts = shipper.Kinds.Contains(FeedKind.Http);
        var place = feed is null ? null : new Place(reached, feed, token, options.Certificate is null);
        return new ConnectView(
            shipper.Id, shipper.Name, shipper.For, [.. fitting.Select(f => f.Id.Value)], feed?.Id.Value, shipper.Into, place is null ? null : shipper.Fragment(place), shipper.After,
            feed is null ? SwitchOn.Of(shipper.Kinds.Contains(FeedKind.SyslogTcp) ? FeedKind.SyslogTcp : shipper.Kinds[0]) : null,
            feed is not null && shipper.Tested.Contains(feed.Kind), posts, posts ? $"ward tokens add --name {shipper.Id} --feed {feed?.Id.Value ?? "FEED"}, while the server does not run" : null,
            place is null ? [] : [.. Notes(place)]);
    }

    private static IEnumerable<string> Notes(Place p)
    {
        var listens = p.Feed.Listen;
        if (listens is not null && IPAddress.IsLoopback(listens.Address))
            yield return $"The feed {p.Feed.Id} listens on this machine alone ({listens}). For other senders write listen: \"0.0.0.0:{listens.Port}\" in its configuration, and the senders' networks under from.";
        else if (listens is not null && p.Server.IsLoopback && p.Host == p.Server.Host)
            yield return $"{p.Host} is this machine; other senders need its name or address instead.";
        if (p.Feed.Kind == FeedKind.Http && p.Server.IsLoopback)
            yield return $"The server is reached at {p.Url}, which is this machine alone. For other senders give it an address under listen, such as https://0.0.0.0:7878.";
        if (p.Feed.Kind == FeedKind.Http && p.Pins) yield return $"The server made its certificate for itself: copy server.crt from its state folder to the sender as {Place.Certificate}.";
        if (p.Feed.Kind == FeedKind.SyslogTls) yield return $"/etc/ward-ca.pem is the authority of the feed's certificate.{(p.Feed.Tls?.Clients is null ? "" : " Its senders show a certificate of their own: /etc/this.crt and /etc/this.key.")}";
        if (p.Feed.From.Count > 0) yield return $"Lines are taken from {string.Join(", ", p.Feed.From)} alone; what others send is dropped and counted.";
        if (p.Feed.Kind is FeedKind.SyslogUdp or FeedKind.Netflow) yield return "UDP acknowledges nothing: what is lost on the way, nobody knows.";
        if (p.Feed.Rate is { } rate) yield return $"The feed takes {rate} lines a second.";
    }
}
