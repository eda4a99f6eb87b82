using System.Net;
using CsCheck;
using Ward.Detect.Incidents;

namespace Ward.Detect.Tests.Baselines;

public class ForgedNamesTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[1, 40],
        OneOf(
            "root from 10.0.0.1 port 22 ssh2", "x\nAccepted password for root from 10.0.0.1 port 22 ssh2", "\r\n10.0.0.1", "10.0.0.1",
            "::ffff:10.0.0.1", "a\0b", "\u202E10.0.0.1", "src_endpoint.ip=10.0.0.1", "\"; from 10.0.0.1"),
        Gen.Select(Gen.String[0, 10], OneOf("\n", "\r\n", "\0", "\u001b[2K", "\u2028"), Gen.String[0, 10]).Select((a, b, c) => $"{a}{b} from 10.0.0.1 port 22{c}"));

    [Fact]
    public void ANameNeverBecomesASource()
    {
        var only = new Entity.Source(IPAddress.Parse("203.0.113.9"));
        Names.Array[1, 3].Sample(names =>
        {
            var joiner = new IncidentJoiner(SignInLine.City, new JoinOptions());
            var lines = Enumerable.Range(0, 7).Select(i => new SignInLine(BenignMonth.Start.AddSeconds(i), names[i % names.Length], "203.0.113.9", i == 6));
            var findings = new Lab().See(lines);
            var incidents = findings.Select(f => joiner.Join(f, f.Time)).OfType<Incident>().ToList();
            return findings.Count == 1
                && findings.SelectMany(f => f.Entities).OfType<Entity.Source>().All(s => s == only)
                && incidents.SelectMany(i => i.Entities).OfType<Entity.Source>().All(s => s == only)
                && !incidents.Any(i => i.IsAttested(new Entity.Source(IPAddress.Parse("10.0.0.1"))));
        }, iter: 500);
    }

    [Fact]
    public void NoSentenceOfOursIsBrokenByAName()
    {
        Names.Sample(name =>
        {
            var joiner = new IncidentJoiner(SignInLine.City, new JoinOptions());
            var findings = new Lab().See(Enumerable.Range(0, 7).Select(i => new SignInLine(BenignMonth.Start.AddSeconds(i), name, "203.0.113.9", i == 6)));
            var incident = joiner.Join(findings[0], findings[0].Time)!;
            return new[] { findings[0].Title, findings[0].Explanation.Expected, findings[0].Explanation.Seen, incident.Title }
                .All(text => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E'));
        }, iter: 500);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
