using System.Text;
using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class OracleTests
{
    internal static readonly Gen<string> Word = Gen.String[Gen.Char["aAbB-/*?\\ äÄſk\u212A1.2"], 0, 6];
    private static readonly Gen<string> Address = Gen.Select(Gen.Int[9, 11], Gen.Int[0, 2], Gen.Bool, (a, b, six) => six ? $"::ffff:{a}.0.0.{b}" : $"{a}.0.0.{b}");
    private static readonly Gen<string> Number = Gen.OneOf<string>(Gen.Int[-3, 12].Select(n => $"{n}"), Gen.Const("1.5"), Gen.Const("x"));
    private static readonly Gen<string> Moment = Gen.Select(Gen.Int[2024, 2027], Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[0, 23], Gen.Int[0, 59],
        (y, mo, d, h, mi) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{y}-{mo:00}-{d:00}T{h:00}:{mi:00}:00"));
    private static readonly Gen<string> Long = Word.Array[2, 8].Select(string.Concat);
    internal static readonly Gen<string> Value = Gen.OneOf<string>(Word, Word, Long, Address, Number, Moment);
    internal static readonly Gen<string> Name = Pick("f", "g", "h");

    private static readonly Gen<string> Item = Gen.OneOf<string>(
        Gen.Select(Name, Pick("", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|neq", "|contains|all", "|windash", "|contains|windash", "|endswith|neq", "|startswith|cased", "|contains|all|neq", "|expand", "|contains|expand|all"), Word.Array[1, 3],
            (name, modifiers, words) => $"{name}{modifiers}: [{string.Join(", ", words.Select(Quoted))}]"),
        Gen.Select(Name, Pick("null", "''", "'*'", "[null, '']"), (name, value) => $"{name}: {value}"),
        Gen.Select(Name, Gen.Bool, (name, present) => $"{name}|exists: {(present ? "true" : "false")}"),
        Gen.Select(Name, Pick("lt", "lte", "gt", "gte"), Gen.Int[-2, 11], (name, comparison, n) => $"{name}|{comparison}: {n}"),
        Gen.Select(Name, Pick("10.0.0.0/8", "9.0.0.1/32", "0.0.0.0/0"), (name, network) => $"{name}|cidr: {network}"),
        Gen.Select(Name, Pick("re", "re|i", "re|s"), Pick("^a", "b+$", "a.b", "[aB]{2}", "^$", @"\d", "abA|B-a", "(aa|bb)+-b?", "a(?:b|B)*aab", "(?i)ab-a", "[aA]b(?=a)", @"(a)\1"), (name, modifiers, re) => $"{name}|{modifiers}: '{re}'"),
        Gen.Select(Name, Pick("minute", "hour|lt", "gte|day", "month", "year|gt", "week|lte"), Gen.Int[1, 12], (name, part, n) => $"{name}|{part}: {n}"),
        Gen.Select(Name, Pick("base64", "base64offset|contains", "wide|base64offset|contains"), Pick("aB", "abab"), (name, modifiers, word) => $"{name}|{modifiers}: {word}"),
        Gen.Select(Name, Name, Pick("", "|startswith", "|contains", "|endswith|neq", "|cased"), (name, other, more) => $"{name}|fieldref{more}: {other}"));

    private static readonly Gen<string> Selection = Gen.OneOf<string>(
        Item.Array[1, 2].Select(items => string.Concat(items.DistinctBy(i => i[..i.IndexOf(": ", StringComparison.Ordinal)]).Select(i => $"\n    {i}"))),
        Item.Array[1, 3].Select(items => string.Concat(items.Select(i => $"\n    - {i}"))),
        Word.Where(w => w.Trim(' ', '*').Length > 0).Array[1, 2].Select(words => string.Concat(words.Select(w => $"\n    - {Quoted(w)}"))),
        Word.Where(w => w.Trim(' ', '*').Length > 0).Array[1, 3].Select(words => "\n    '|all':" + string.Concat(words.Select(w => $"\n      - {Quoted(w)}"))));

    private static readonly Gen<string> Condition = Gen.Recursive<string>((depth, again) => depth > 3
        ? Pick("s1", "s2", "s3")
        : Gen.OneOf<string>(
            Pick("s1", "s2", "s3", "1 of s*", "2 of them", "all of them"),
            again.Select(a => $"not ({a})"),
            Gen.Select(again, again, (a, b) => $"({a}) and ({b})"),
            Gen.Select(again, again, (a, b) => $"{a} or {b}")));

    /// <summary>A rule for every log source, over the fields <see cref="Name"/>.</summary>
    internal static Gen<string> Rule { get; } = Gen.Select(Selection, Selection, Selection, Condition, (a, b, c, condition) =>
        $"title: T\nlogsource: {{}}\ndetection:\n  s1:{a}\n  s2:{b}\n  s3:{c}\n  condition: {condition}\n");

    [Fact]
    public void TheEngineAgreesWithTheFullScan()
    {
        var matched = 0;

        Gen.Select(Rule, Gen.Dictionary(Name, Value)[0, 3].Array[8], Word).Sample(
            (text, events, raw) =>
            {
                var set = RuleSet.Compile([("r.yml", text)]);
                Assert.Empty(set.Errors);
                var engine = new RuleEngine(set);
                var scan = new RuleScan(set);
                var lines = new Lines();
                foreach (var fields in events)
                {
                    var e = lines.At(0, raw);
                    foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
                    var expected = FullScan.Matches(set.Rules[0], LogSource.None, fields, raw);
                    if (expected) Interlocked.Increment(ref matched);
                    var findings = new List<Finding>();
                    engine.Evaluate(e.Event, findings);
                    var scanned = new List<Finding>();
                    scan.Evaluate(e.Event, scanned);
                    Assert.True(expected == (scanned.Count == 1), $"the scan {(expected ? "missed" : "was wrong")}: {string.Join(", ", fields)} raw '{raw}'\n{text}");
                    Assert.True(expected == (findings.Count == 1), $"{(expected ? "missed" : "wrong")}: {string.Join(", ", fields)} raw '{raw}'\n{text}");
                }
            },
            iter: 4000, threads: 1);

        Assert.True(matched > 2000, $"Only {matched} matches: the property would prove little.");
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Quoted(string word) => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
