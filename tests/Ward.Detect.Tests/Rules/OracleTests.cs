using System.Globalization;
using System.Text;
using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class OracleTests
{
    private const int EventsPerSet = 8;

    /// <summary>Pairs of rules and event; WARD_PAIRS=1000000 for the long run.</summary>
    private static readonly int Pairs = int.Parse(Environment.GetEnvironmentVariable("WARD_PAIRS") ?? "32000", CultureInfo.InvariantCulture);

    internal static readonly Gen<string> Word = Gen.String[Gen.Char["aAbB-/*?\\ äÄſk\u212A1.2\u02E3"], 0, 6];
    private static readonly Gen<string> Address = Gen.Select(Gen.Int[9, 11], Gen.Int[0, 2], Gen.Bool, (a, b, six) => six ? $"::ffff:{a}.0.0.{b}" : $"{a}.0.0.{b}");
    private static readonly Gen<string> Number = Gen.OneOf<string>(Gen.Int[-3, 12].Select(n => $"{n}"), Gen.Const("1.5"), Gen.Const("x"));
    private static readonly Gen<string> Moment = Gen.Select(Gen.Int[2024, 2027], Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[0, 23], Gen.Int[0, 59],
        (y, mo, d, h, mi) => string.Create(CultureInfo.InvariantCulture, $"{y}-{mo:00}-{d:00}T{h:00}:{mi:00}:00"));
    private static readonly Gen<string> Long = Word.Array[2, 8].Select(string.Concat);
    internal static readonly Gen<string> Value = Gen.OneOf<string>(Word, Word, Long, Address, Number, Moment);

    /// <summary>What the encoding modifiers look for, in something else or by itself; lines, for expressions that look at each.</summary>
    private static readonly Gen<string> Odd = Gen.OneOf<string>(
        Gen.Select(Pick("", "x", "xy", "xyz"), Pick("aB", "abab", "-a", "/a", "a -b", "\u2013a"), Pick("", "z", "-/"), Gen.Int[0, 3], (before, word, after, form) => form switch
        {
            0 => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + word + after)),
            1 => Convert.ToBase64String(Encoding.Unicode.GetBytes(before + word + after)),
            2 => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(before), .. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(word + after)]),
            _ => Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(before + word + after)),
        }),
        Gen.Select(Pick("", "x"), Pick("aB", "abab"), Gen.Bool, (before, word, big) => before + Encoding.UTF8.GetString((big ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(word))),
        Gen.Select(Word, Word, (a, b) => $"{a}\n{b}"));

    /// <summary>What placeholders stand for where the pairs are drawn.</summary>
    private static readonly RuleSetOptions Filled = new()
    {
        Placeholders = new Dictionary<string, IReadOnlyList<string>> { ["p"] = ["aB", "b*", "a?"], ["q"] = ["-a", @"\*", "1"], ["r"] = ["abA"], ["n"] = ["1", "10"], ["net"] = ["10.0.0.0/8", "9.0.0.1/32"] },
    };

    private static readonly LogSource[] Sources =
        [LogSource.None, new("", "windows", ""), new("process_creation", "windows", ""), new("process_creation", "windows", "sysmon"), new("", "linux", "cron"), new("firewall", "", "")];
    internal static readonly Gen<string> Name = Pick("f", "g", "h");

    private static readonly Gen<string> Item = Gen.OneOf<string>(
        Gen.Select(Name, Pick("", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|neq", "|contains|all", "|windash", "|contains|windash", "|endswith|neq", "|startswith|cased", "|contains|all|neq", "|expand", "|contains|expand|all"), Word.Array[1, 3],
            (name, modifiers, words) => $"{name}{modifiers}: [{string.Join(", ", words.Select(Quoted))}]"),
        Gen.Select(Name, Pick("null", "''", "'*'", "[null, '']"), (name, value) => $"{name}: {value}"),
        Gen.Select(Name, Gen.Bool, (name, present) => $"{name}|exists: {(present ? "true" : "false")}"),
        Gen.Select(Name, Pick("lt", "lte", "gt", "gte"), Gen.Int[-2, 11], (name, comparison, n) => $"{name}|{comparison}: {n}"),
        Gen.Select(Name, Pick("10.0.0.0/8", "9.0.0.1/32", "0.0.0.0/0", "::ffff:10.0.0.0/104", "::ffff:0:0/96", "::/0", "fe80::/10"), (name, network) => $"{name}|cidr: '{network}'"),
        Gen.Select(Name, Pick("re", "re|i", "re|s"), Pick("^a", "b+$", "a.b", "[aB]{2}", "^$", @"\d", "abA|B-a", "(aa|bb)+-b?", "a(?:b|B)*aab", "(?i)ab-a", "[aA]b[^a-z]", @"\ba\b"), (name, modifiers, re) => $"{name}|{modifiers}: '{re}'"),
        Gen.Select(Name, Pick("minute", "hour|lt", "gte|day", "month", "year|gt", "week|lte"), Gen.Int[1, 12], (name, part, n) => $"{name}|{part}: {n}"),
        Gen.Select(Name, Pick("base64", "base64offset|contains", "wide|base64offset|contains"), Pick("aB", "abab"), (name, modifiers, word) => $"{name}|{modifiers}: {word}"),
        Gen.Select(Name, Name, Pick("", "|startswith", "|contains", "|endswith|neq", "|cased"), (name, other, more) => $"{name}|fieldref{more}: {other}"));

    /// <summary>What needs placeholders, odd values or log sources to say anything.</summary>
    private static readonly Gen<string> OddItem = Gen.OneOf<string>(
        Gen.Select(Name, Pick("expand", "contains|expand", "expand|endswith", "expand|all|contains", "windash|expand", "expand|cased|contains", "neq|expand", "base64offset|expand|contains"),
            Pick("%r%", "a%r%", "%r%%r%", "xx"), (name, modifiers, value) => $"{name}|{modifiers}: '{value}'"),
        Gen.Select(Name, Pick("expand", "contains|expand", "expand|startswith", "expand|contains|neq"), Pick("%p%", "%q%", "a%p%", "%p%%q%", @"\%p%", "%p%b%r%"), (name, modifiers, value) => $"{name}|{modifiers}: ['{value}', zz]"),
        Gen.Select(Name, Pick("re|expand", "re|i|expand"), Pick("^%p%$", "(%q%|%r%)+", "a.%r%"), (name, modifiers, value) => $"{name}|{modifiers}: '{value}'"),
        Gen.Select(Name, Pick("gt|expand", "expand|lte", "expand|neq|lt"), (name, modifiers) => $"{name}|{modifiers}: '%n%'"),
        Gen.Select(Name, Pick("cidr|expand", "expand|cidr|neq"), (name, modifiers) => $"{name}|{modifiers}: '%net%'"),
        Gen.Select(Name, Pick("re|m", "re|m|i", "re|s|m", "re|m|neq"), Pick("^a", "b$", "^$", "^[aB]+$", "a.b", "^.B?$"), (name, modifiers, re) => $"{name}|{modifiers}: '{re}'"),
        Gen.Select(Name, Pick("cidr|neq", "neq|cidr"), Pick("10.0.0.0/8", "9.0.0.1/32", "0.0.0.0/0"), (name, modifiers, network) => $"{name}|{modifiers}: ['{network}', 11.0.0.0/8]"),
        Gen.Select(Name, Pick("lt|neq", "neq|gte", "gt|neq", "lte|all", "neq|lte|all"), Gen.Int[-2, 11], (name, modifiers, n) => $"{name}|{modifiers}: [{n}, {n + 2}]"),
        Gen.Select(Name, Pick("minute|neq", "neq|hour|lt", "gte|day|neq", "month|lte|neq", "week|neq", "year|gte|neq"), Gen.Int[1, 12], (name, modifiers, n) => $"{name}|{modifiers}: {n}"),
        Gen.Select(Name, Pick("windash|base64", "windash|base64offset|contains", "windash|wide|base64offset|contains", "windash|utf16be|base64offset|contains", "windash|base64|neq"), Pick("'-a'", "'/a'", "'a -b'", "aB"),
            (name, modifiers, word) => $"{name}|{modifiers}: {word}"),
        Gen.Select(Name, Pick("utf16le", "wide|contains", "utf16be", "utf16be|contains", "utf16le|startswith", "utf16|base64", "utf16|base64offset|contains", "utf16be|base64", "utf16be|base64offset|contains|neq", "wide|base64|cased"), Pick("aB", "abab"),
            (name, modifiers, word) => $"{name}|{modifiers}: {word}"));

    private static Gen<string> Selections(Gen<string> item) => Gen.OneOf<string>(
        item.Array[1, 2].Select(items => string.Concat(items.DistinctBy(i => i[..i.IndexOf(": ", StringComparison.Ordinal)]).Select(i => $"\n    {i}"))),
        item.Array[1, 3].Select(items => string.Concat(items.Select(i => $"\n    - {i}"))),
        Word.Where(w => w.Trim(' ', '*').Length > 0).Array[1, 2].Select(words => string.Concat(words.Select(w => $"\n    - {Quoted(w)}"))),
        Word.Where(w => w.Trim(' ', '*').Length > 0).Array[1, 3].Select(words => "\n    '|all':" + string.Concat(words.Select(w => $"\n      - {Quoted(w)}"))));

    private static readonly Gen<string> Condition = Gen.Recursive<string>((depth, again) => depth > 3
        ? Pick("s1", "s2", "s3")
        : Gen.OneOf<string>(
            Pick("s1", "s2", "s3", "1 of s*", "2 of them", "all of them"),
            again.Select(a => $"not ({a})"),
            Gen.Select(again, again, (a, b) => $"({a}) and ({b})"),
            Gen.Select(again, again, (a, b) => $"{a} or {b}")));

    private static Gen<string> Bodies(Gen<string> selection, Gen<string> source) => Gen.Select(Gen.Select(selection, selection, selection), Condition, source, (s, condition, from) =>
        $"logsource: {from}\ndetection:\n  s1:{s.Item1}\n  s2:{s.Item2}\n  s3:{s.Item3}\n  condition: {condition}\n");

    private static readonly Gen<string> Source = Pick("{}", "{}", "{}", "{product: windows}", "{category: process_creation, product: Windows}", "{category: process_creation}", "{service: sysmon, product: windows}", "{product: linux, service: cron}", "{category: firewall}", "{product: macos}");

    /// <summary>A rule for every log source, over the fields <see cref="Name"/>.</summary>
    internal static Gen<string> Rule { get; } = Bodies(Selections(Item), Pick("{}")).Select(body => "title: T\n" + body);

    [Fact]
    public void TheEngineAgreesWithTheFullScan()
    {
        var rules = Bodies(Selections(Gen.OneOf(Item, Item, OddItem)), Source).Array[1, 3].Select(texts => string.Join("---\n", texts.Select((text, i) => $"title: T{i}\n{text}")));
        var matched = 0;

        Gen.Select(rules, Gen.Select(Gen.Dictionary(Name, Gen.OneOf(Value, Value, Odd))[0, 3], Gen.Int[0, Sources.Length - 1]).Array[EventsPerSet], Word).Sample(
            (text, events, raw) =>
            {
                var set = RuleSet.Compile([("r.yml", text)], Filled);
                Assert.Empty(set.Errors);
                var engine = new RuleEngine(set);
                var scan = new RuleScan(set);
                var lines = new Lines();
                foreach (var (fields, at) in events)
                {
                    var (source, e) = (Sources[at], lines.At(0, raw));
                    e.Is(EventClass.Base, 0, 0, source);
                    foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
                    string[] expected = [.. set.Rules.Where(r => FullScan.Matches(r, source, fields, raw)).Select(r => r.Header.Title)];
                    if (expected.Length > 0) matched++;
                    var scanned = new List<Finding>();
                    scan.Evaluate(e.Event, scanned);
                    Assert.True(expected.SequenceEqual(scanned.Select(f => f.Title)), $"the scan: {string.Join(',', scanned.Select(f => f.Title))} for {string.Join(',', expected)}: {string.Join(", ", fields)} raw '{raw}'\n{text}");
                    // What was seen before is remembered, and must be remembered right.
                    for (var times = 0; times < 3; times++)
                    {
                        var findings = engine.Feed(e.Event);
                        Assert.True(expected.SequenceEqual(findings.Select(f => f.Title)), $"{string.Join(',', findings.Select(f => f.Title))} for {string.Join(',', expected)}, time {times}: {string.Join(", ", fields)} raw '{raw}'\n{text}");
                    }
                }
            },
            iter: Pairs / EventsPerSet, threads: 1);

        Assert.True(matched > Pairs / 16, $"Only {matched} matches: the property would prove little.");
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Quoted(string word) => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
