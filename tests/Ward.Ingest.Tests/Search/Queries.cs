using System.Net;
using CsCheck;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Tests.Search;

/// <summary>Random queries, as the parser would make them.</summary>
internal static class Queries
{
    private static readonly Gen<string> Value = Gen.String[Gen.OneOf(Gen.Char['a', 'f'], Of(' ', '"', '\\', '*', '?', '(', ')', '|', ',', ':', 'É', 'K', '.', '1', '%', '_', '\'')), 1, 6];

    private static readonly Gen<FieldName> Name = Of("src_ip", "user", "class", "status", "host", "bytes_in", "feed", "made.up-name", "user.name", "raw").Select(SearchNames.Find);

    private static readonly Gen<Sequence<IPNetwork>> Networks =
        Of("10.0.0.0/8", "203.0.113.0/24", "2001:db8::/32", "0.0.0.0/0").Select(IPNetwork.Parse).List[1, 3].Select(n => new Sequence<IPNetwork>(n));

    private static readonly Gen<ValueTest> Single = Gen.OneOf(
        Gen.Const((ValueTest)new ValueTest.Exists()),
        Value.Select(v => (ValueTest)new ValueTest.Equal(v)),
        Value.Where(v => v != "*" && !v.EndsWith('\\') && !Wildcard.IsPlain(Escaped(v))).Select(v => (ValueTest)new ValueTest.Like(Escaped(v))),
        Networks.Select(n => (ValueTest)new ValueTest.Within(n)));

    private static readonly Gen<ValueTest> Test = Gen.OneOf(
        Single,
        Single.List[1, 3].Select(t => (ValueTest)new ValueTest.In(new Sequence<ValueTest>(t))),
        Gen.Select(Gen.Enum<Comparison>(), Gen.Int[-1_000_000, 1_000_000], (how, n) => (ValueTest)new ValueTest.Compare(how, n / 1000m)));

    private static readonly Gen<Condition> Leaf = Gen.OneOf(
        Gen.Select(Name, Test, (n, t) => (Condition)new Condition.Field(n, t)),
        Gen.Select(Value, Gen.Bool, Gen.Bool, (v, s, e) => (Condition)new Condition.Text(v, s, e)),
        Networks.Select(n => (Condition)new Condition.Address(n)),
        Gen.Const((Condition)new Condition.Any()));

    public static readonly Gen<Condition> Conditions = Gen.Recursive<Condition>((depth, inner) => depth > 3
        ? Leaf
        : Gen.OneOf(
            Leaf,
            inner.Select(c => (Condition)new Condition.Not(c)),
            inner.List[2, 3].Select(c => (Condition)new Condition.All(new Sequence<Condition>(c))),
            inner.List[2, 3].Select(c => (Condition)new Condition.OneOf(new Sequence<Condition>(c)))));

    private static readonly Gen<TimeRange> Times = Gen.OneOf(
        Gen.Const((TimeRange)new TimeRange.Always()),
        Gen.Int[1, 100_000].Select(s => (TimeRange)new TimeRange.Last(TimeSpan.FromSeconds(s))),
        Gen.Int[0, 1_000_000].Select(s => (TimeRange)new TimeRange.Between(DateTimeOffset.UnixEpoch.AddSeconds(s), null)),
        Gen.Int[0, 1_000_000].Select(s => (TimeRange)new TimeRange.Between(DateTimeOffset.UnixEpoch.AddSeconds(s), DateTimeOffset.UnixEpoch.AddSeconds(s + 5000))));

    private static readonly Gen<Measure> Measures = Gen.OneOf(
        Gen.Const(new Measure(MeasureKind.Count, null)),
        Gen.Select(Of(MeasureKind.Sum, MeasureKind.Distinct, MeasureKind.Least, MeasureKind.Mean), Name, (k, n) => new Measure(k, n)));

    private static readonly Gen<Summary> Summaries = Gen.Select(
        Measures.List[1, 2].Select(m => m.Distinct()),
        Gen.OneOf(Name.Select(n => (GroupKey)new GroupKey.Field(n)), Gen.Int[1, 1000].Select(s => (GroupKey)new GroupKey.Time(TimeSpan.FromSeconds(s)))).List[0, 2].Select(k => k.Distinct()),
        (m, k) => new Summary(new Sequence<Measure>(m), new Sequence<GroupKey>(k)));

    public static readonly Gen<Query> All = Gen.Select(Times, Conditions, Gen.Null(Summaries), Gen.Bool, Gen.Int[0, 50], (time, where, summary, ordered, limit) => new Query(
        time, where, summary,
        ordered ? new Order(summary?.Columns[^1] ?? "user", limit % 2 == 0) : null,
        limit == 0 ? null : limit));

    internal static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // \ before something else than a wildcard is itself.
    private static string Escaped(string pattern) => pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
}
