using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Ingest;

namespace Ward.Detect.Tests.Incidents;

/// <summary>Findings made by hand.</summary>
internal static class Told
{
    public static readonly CityId City = new("brackwater");
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Finding Finding(
        long offset, double seconds, string? source = "203.0.113.9", string? host = "bastion", string? login = "backup",
        Meaning meaning = Meaning.Attempt, Severity severity = Severity.Medium, string technique = "T1110", bool attested = false,
        bool known = false, string family = "sshd", string? line = null)
    {
        List<Entity> entities = [];
        if (source is not null) entities.Add(new Entity.Source(IPAddress.Parse(source)));
        if (host is not null) entities.Add(new Entity.Host(new AssetId(host)));
        if (login is not null) entities.Add(new Entity.Login(login));
        var at = Noon.AddSeconds(seconds);
        return new Finding(
            new FindingId($"rule/{offset}"), City, at, offset, "rule", family, "Many failed sign-ins", severity, [technique], meaning, entities, attested,
            new Explanation("few", "many", null, at, at, [new FieldShown("user.name", login ?? "", "selection")]),
            [new EvidenceLine(new FeedId("auth"), offset, at, line ?? $"line {offset}")])
        {
            SenderKnown = known,
        };
    }

    public static Incident? Take(this IncidentJoiner joiner, Finding finding) => joiner.Join(finding, finding.Time.AddSeconds(1));

    public static IncidentJoiner Joiner(JoinOptions? options = null, Func<IPAddress, AssetId?>? assetAt = null) => new(City, options ?? new JoinOptions(), assetAt);
}
