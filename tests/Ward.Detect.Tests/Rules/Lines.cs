using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Rules;

/// <summary>Events as the decoders write them, numbered in the order in which they are made.</summary>
internal sealed class Lines
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 0, TimeSpan.Zero);
    internal static readonly LogSource SshdSource = new("", "linux", "sshd");
    internal static readonly LogSource NginxSource = new("webserver", "nginx", "nginx");
    internal static readonly LogSource NftablesSource = new("firewall", "linux", "nftables");
    private readonly EventBuilder builder = new();
    private long offset;

    internal Assurance Assurance { get; set; } = Assurance.Authenticated;

    /// <param name="seconds">When it happened, after the start.</param>
    /// <param name="received">When it was received; with it where null.</param>
    internal EventBuilder At(double seconds, string raw = "a line", double? received = null) => builder
        .Begin(new Arrival(new CityId("c"), new FeedId("f"), ++offset, Start.AddSeconds(received ?? seconds), Assurance, null, null, Encoding.UTF8.GetBytes(raw), false))
        .At(Start.AddSeconds(seconds))
        .Of(new AssetId("gate"));

    internal Event Sshd(double seconds, string source, string user = "root", string detail = "Failed password", int status = 2, string protocol = "password", double? received = null) =>
        At(seconds, $"sshd[1]: {detail} for {user} from {source} port 4000 ssh2", received)
            .Is(EventClass.Authentication, 1, status, SshdSource)
            .Proven(true)
            .Set(Fields.SourceIp, source)
            .Set(Fields.SourcePort, "4000")
            .Set(Fields.UserName, user)
            .Set(Fields.AuthProtocol, protocol)
            .Set(Fields.StatusDetail, detail)
            .Set(Fields.LogProvider, "sshd")
            .Event;

    internal Event Nginx(double seconds, string source, string path, string status) =>
        At(seconds, $"{source} GET {path} {status}")
            .Is(EventClass.HttpActivity, 3, status[0] is '4' or '5' ? 2 : 1, NginxSource)
            .Proven(true)
            .Set(Fields.SourceIp, source)
            .Set(Fields.HttpMethod, "GET")
            .Set(Fields.HttpUrl, path)
            .Set(Fields.HttpStatus, status)
            .Set(Fields.LogProvider, "nginx")
            .Event;

    internal Event Nftables(double seconds, string source, string port, string disposition = "Dropped") =>
        At(seconds, $"ward-drop SRC={source} DPT={port}")
            .Is(EventClass.NetworkActivity, 6, 2, NftablesSource)
            .Set(Fields.SourceIp, source)
            .Set(Fields.DestinationIp, "192.0.2.1")
            .Set(Fields.DestinationPort, port)
            .Set(Fields.Protocol, "tcp")
            .Set(Fields.Disposition, disposition)
            .Set(Fields.LogProvider, "kernel")
            .Event;

    /// <summary>An event of a log source that no decoder of ours writes, with fields under their own names.</summary>
    internal Event Json(LogSource source, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var e = At(0, "{}").Is(EventClass.Base, 0, 0, source);
        foreach (var (name, value) in fields)
        {
            if (Fields.TryFind(name, out var id)) e.Set(id, value);
            else e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
        }

        return e.Event;
    }
}
