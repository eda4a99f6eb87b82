using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Correlation;

/// <summary>Random streams of events with bounded disorder, and what an engine made of them in the end.</summary>
internal static class Streams
{
    internal const int Lateness = 6;
    internal static readonly LogSource Source = new("", "", "drawn");

    private static readonly string BaseRules = string.Concat("abc".Select(name =>
        $"title: Rule {name}\nname: {name}\nlogsource:\n  service: drawn\ndetection:\n  s:\n    r|contains: {name}\n  condition: s\n---\n"));

    /// <param name="At">Seconds.</param>
    /// <param name="Matches">Names of the rules that it matches.</param>
    internal sealed record Step(int At, string Matches, string Group, string Value, bool Attested);

    /// <summary>No event comes more than the lateness behind the newest.</summary>
    internal static readonly Gen<Step[]> Any = Gen.Select(Gen.Int[0, 4], Gen.Int[0, Lateness], Pick("a", "b", "c", "a", "b", "ab", "abc", "ca"), Pick("x", "y"), Gen.Int[0, 7], Gen.Bool, (advance, back, rules, group, value, attested) => (advance, back, rules, group, value, attested))
        .Array[1, 40].Select(drawn =>
        {
            var clock = 100;
            return drawn.Select(d =>
            {
                clock += d.advance;
                return new Step(clock - d.back, d.rules, d.group, $"{d.value}", d.attested);
            }).ToArray();
        });

    internal static string Yaml(Drawn drawn, string rest = "") =>
        $"{BaseRules}title: Drawn\nid: drawn\ncorrelation:\n  rules: [a, b, c]\n  group-by: [g]\n  timespan: {drawn.Span}s\n  {drawn.Yaml}\n{rest}";

    internal static RuleEngineOptions Options(int partitions = 1) => new() { Lateness = TimeSpan.FromSeconds(Lateness), Partitions = partitions };

    internal static Event Make(Lines lines, Step step)
    {
        lines.Assurance = step.Attested ? Assurance.Session : Assurance.None;
        return lines.At(step.At, "{}", received: 100_000).Is(EventClass.Base, 0, 0, Source).Proven(true)
            .SetUnmapped("r"u8, System.Text.Encoding.UTF8.GetBytes(step.Matches)).SetUnmapped("g"u8, System.Text.Encoding.UTF8.GetBytes(step.Group))
            .SetUnmapped("v"u8, System.Text.Encoding.UTF8.GetBytes(step.Value)).Event;
    }

    /// <summary>An event counts once for what counts events and values, and once for each rule where rules are looked for.</summary>
    internal static List<Oracle.Happening> Happenings(Drawn drawn, Step[] steps) =>
        [.. steps.SelectMany((s, i) => (drawn.Yaml.Contains("temporal", StringComparison.Ordinal) ? s.Matches : s.Matches[..1]).Select(m => new Oracle.Happening(s.At, i + 1, m - 'a', s.Group, s.Value, s.Attested)))];

    internal static int Watermark(Step[] steps) => steps.Max(s => s.At) - Lateness;

    /// <summary>The last word on each finding, in the oracle's order.</summary>
    internal static List<Oracle.Answer> LastWords(IEnumerable<Finding> told) =>
        [.. told.GroupBy(f => f.Id).Select(g => g.MaxBy(f => f.Revision)!)
            .Select(f => new Oracle.Answer(f.Explanation.Fields.First(x => x.Condition == "group-by").Value, (int)Math.Round((f.Time - Lines.Start).TotalSeconds), f.Attested))
            .OrderBy(a => a.Group, StringComparer.Ordinal).ThenBy(a => a.At)];

    internal static void Feed(RuleEngine engine, Lines lines, IEnumerable<Step> steps, List<Finding> told)
    {
        foreach (var step in steps) engine.Evaluate(Make(lines, step), told);
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
