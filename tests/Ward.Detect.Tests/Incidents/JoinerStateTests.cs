using System.Net;
using CsCheck;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Tests.Incidents;

public class JoinerStateTests
{
    private static readonly Gen<Finding[]> Stories = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 9000], Gen.Enum<Meaning>(), Gen.Enum<Severity>(), Gen.Bool, Gen.Bool)
        .Select((source, host, login, at, meaning, severity, attested, known) => Told.Finding(
            0, at, source == 0 ? null : $"203.0.113.{source}", host == 0 ? null : $"host{host}", login == 0 ? null : $"na\nme{login}", meaning, severity,
            meaning == Meaning.Compromise ? "T1078" : "T1110", attested, known, known ? "sshd" : "nginx"))
        .Array[1, 60].Select(findings => findings.Select((f, i) => f with { Id = new FindingId($"rule/{i}"), Offset = i }).ToArray());

    [Fact]
    public void ARestoredJoinerGoesOnAsIfNothingHadHappened() =>
        Gen.Select(Stories, Gen.Int[0, 60]).Sample((findings, cut) =>
        {
            var whole = Joiner();
            var expected = findings.Select(f => Shown(whole.Take(f))).ToList();
            var first = Joiner();
            var told = findings.Take(cut).Select(f => Shown(first.Take(f))).ToList();
            var second = Joiner();
            using var state = new MemoryStream(Saved(first));
            if (!second.TryRestore(state)) return false;
            told.AddRange(findings.Skip(cut).Select(f => Shown(second.Take(f))));
            return told.SequenceEqual(expected);
        }, iter: 300);

    [Fact]
    public void RevisionsRiseByOneAndEntitiesAreNeverTwice() =>
        Stories.Sample(findings =>
        {
            var joiner = Joiner();
            var last = new Dictionary<IncidentId, int>();
            foreach (var finding in findings)
            {
                if (joiner.Take(finding) is not { } incident) continue;
                if (incident.Revision != last.GetValueOrDefault(incident.Id) + 1) return false;
                if (incident.Entities.Distinct().Count() != incident.Entities.Count) return false;
                last[incident.Id] = incident.Revision;
            }

            return true;
        }, iter: 300);

    [Fact]
    public void TornOrAlteredStateIsRefusedAndChangesNothing()
    {
        var joiner = Joiner();
        joiner.Take(Told.Finding(1, 0));
        var saved = Saved(joiner);
        var other = Joiner();
        other.Take(Told.Finding(7, 0, source: "198.51.100.7"));
        var before = Saved(other);
        Gen.Select(Gen.Int[0, saved.Length - 1], Gen.Bool).Sample((at, cut) =>
        {
            var bad = cut ? saved[..at] : [.. saved];
            if (!cut) bad[at] ^= 1;
            return !other.TryRestore(new MemoryStream(bad)) && Saved(other).SequenceEqual(before);
        }, iter: 200);
    }

    [Fact]
    public void StateOfAnotherCityIsRefused()
    {
        using var state = new MemoryStream(Saved(Joiner()));
        Assert.False(new IncidentJoiner(new CityId("elsewhere"), new JoinOptions()).TryRestore(state));
    }

    private static IncidentJoiner Joiner() => Told.Joiner(
        new JoinOptions { Open = 8, Findings = 6 }, ip => ip.Equals(IPAddress.Parse("203.0.113.3")) ? new AssetId("host2") : null);

    private static byte[] Saved(IncidentJoiner joiner)
    {
        using var state = new MemoryStream();
        joiner.Save(state);
        return state.ToArray();
    }

    private static string Shown(Incident? incident) => incident is null ? "-"
        : $"{incident.Id} {incident.Revision} {incident.Title} {incident.Severity} {incident.Opened:O} {incident.Updated:O} "
        + string.Join(',', incident.Findings.Select(f => $"{f.Id}{f.Attested}{f.SenderKnown}{f.Evidence.Count}")) + string.Join(',', incident.Entities);
}
