using System.Net;

namespace Ward.Ingest.Feeds;

/// <summary>Who may send to a feed. Thread-safe.</summary>
internal static class SenderFilter
{
    /// <summary>The address itself where it came as IPv4 inside IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>True where the feed names no senders, or names this one.</summary>
    public static bool Takes(this FeedOptions feed, IPAddress sender) => feed.From.Count == 0 || feed.Names(sender);

    /// <summary>True where one of the feed's networks holds the sender.</summary>
    public static bool Names(this FeedOptions feed, IPAddress sender)
    {
        foreach (var network in feed.From)
            if (network.Contains(sender)) return true;
        return false;
    }
}
