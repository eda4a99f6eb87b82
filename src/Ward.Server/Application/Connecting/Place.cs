using System.Net;
using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>Where a sender is to write to.</summary>
/// <param name="Server">The address by which the asker reaches console and API.</param>
/// <param name="Token">What stands for the token: its secret, or a placeholder.</param>
/// <param name="OwnCertificate">Whether the server shows a certificate that it made for itself, which senders must be given.</param>
internal sealed record Place(Uri Server, FeedOptions Feed, string Token, bool OwnCertificate)
{
    /// <summary>Stands for a token's secret where there is none yet.</summary>
    public const string Placeholder = "TOKEN";

    /// <summary>Where the server's certificate is expected at the sender.</summary>
    public const string Certificate = "/etc/ward.crt";

    public bool Tls => Server.Scheme == Uri.UriSchemeHttps;

    public string Url => Server.GetLeftPart(UriPartial.Authority);

    /// <summary>True where senders must be told which certificate to trust.</summary>
    public bool Pins => Tls && OwnCertificate;

    /// <summary>The host at which the feed listens; where it listens everywhere, the one by which the asker reached the server.</summary>
    public string Host => Feed.Listen is not { } listen || listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any)
        ? Server.Host.Trim('[', ']')
        : listen.Address.ToString();

    public int Port => Feed.Listen?.Port ?? Server.Port;

    /// <summary>Host and port with the brackets of an IPv6 address.</summary>
    public string HostAndPort => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
