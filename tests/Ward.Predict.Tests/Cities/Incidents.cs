using System.Globalization;
using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Predict.Tests.Cities;

internal static class Incidents
{
    public static readonly Entity.Source Attacker = new(IPAddress.Parse("203.0.113.9"));

    public static Incident Guessing(string host = "bastion", bool attested = true) =>
        Of(Finding(Meaning.Attempt, "T1110", attested, "sshd", Attacker, Host(host)));

    public static Incident Broken(string host = "bastion", bool attested = true, string? login = null) => Of(
        Finding(Meaning.Attempt, "T1110", attested, "sshd", Attacker, Host(host)),
        login is null
            ? Finding(Meaning.Compromise, "T1078", attested, "sshd", Attacker, Host(host))
            : Finding(Meaning.Compromise, "T1078", attested, "sshd", Attacker, Host(host), new Entity.Login(login)));

    public static Entity.Host Host(string id) => new(new AssetId(id));

    public static Entity.Source From(string address) => new(IPAddress.Parse(address));

    public static Finding Finding(Meaning meaning, string technique, bool attested, string family, params Entity[] entities)
    {
        var at = DateTimeOffset.UnixEpoch;
        return new(new("f"), SmallCity.Id, at, 0, "test", family, "test", Severity.High, [technique], meaning, entities, attested, new("", "", null, at, at, []), []);
    }

    public static Incident Of(params Finding[] findings) => new(
        new("i"), 1, SmallCity.Id, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "test", Severity.High,
        [.. findings.Select((f, i) => f with { Id = new(i.ToString(CultureInfo.InvariantCulture)) })], [.. findings.SelectMany(f => f.Entities).Distinct()]);
}
