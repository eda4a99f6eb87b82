using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Baselines;

/// <summary>One sign-in as a test tells it, and the pooled event that it becomes.</summary>
internal sealed record SignInLine(DateTimeOffset Time, string User, string Ip, bool Success)
{
    public static readonly CityId City = new("brackwater");

    public DateTimeOffset? Received { get; init; }
    public Assurance Assurance { get; init; } = Assurance.Authenticated;
    public bool Proven { get; init; } = true;
    public string Provider { get; init; } = "sshd";
    public string Asset { get; init; } = "bastion";
    public EventClass Class { get; init; } = EventClass.Authentication;
    public int Activity { get; init; } = 1;

    public static SignInLine Spoofed(SignInLine line) => line with { Assurance = Assurance.None };

    public Event On(EventBuilder builder, long offset) => builder
        .Begin(new Arrival(City, new FeedId("auth"), offset, Received ?? Time.AddSeconds(1), Assurance, null, null,
            Encoding.UTF8.GetBytes($"{(Success ? "Accepted" : "Failed")} password for {User} from {Ip} port 4711 ssh2"), false))
        .At(Time).Is(Class, Activity, Success ? 1 : 2, new LogSource("", "linux", "sshd")).Of(new AssetId(Asset)).Proven(Proven)
        .Set(Fields.UserName, User).Set(Fields.SourceIp, Ip).Set(Fields.LogProvider, Provider).Event;
}
