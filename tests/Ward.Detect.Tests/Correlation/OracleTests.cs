using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class OracleTests
{
    [Fact]
    public void WhateverTheOrderWithinTheLatenessTheFindingsAreThoseOfTheSortedStream()
    {
        var (found, revised) = (0, 0);
        Gen.Select(Drawn.Any, Streams.Any).Sample(
            (drawn, steps) =>
            {
                var engine = new RuleEngine(Engines.Set(Streams.Yaml(drawn)), Streams.Options());
                var told = new List<Finding>();
                Streams.Feed(engine, new Lines(), steps, told);

                var waits = Assert.Single(engine.CountsByCorrelation).Waits;
                var expected = new Oracle(new Oracle.Question(drawn.Span, drawn.Holds, drawn.Style))
                    .Answers(Streams.Happenings(drawn, steps), waits ? Streams.Watermark(steps) : null);
                Assert.Equal(0, engine.Counts.Late);
                Assert.Equal(expected, Streams.LastWords(told));
                Interlocked.Add(ref found, expected.Count);
                Interlocked.Add(ref revised, told.Count(f => f.Revision > 1));
                foreach (var same in told.GroupBy(f => f.Id)) Assert.Equal(Enumerable.Range(1, same.Count()), same.Select(f => f.Revision));
            },
            iter: 4000, threads: 1);

        Assert.True(found > 5000 && revised > 100, $"Only {found} findings and {revised} revisions: the property would prove little.");
    }

    [Fact]
    public void CutAndRestoredAnywhereItSaysTheSame() => Gen.Select(Drawn.Any, Streams.Any, Gen.Int[0, 40]).Sample(
        (drawn, steps, cut) =>
        {
            var set = Engines.Set(Streams.Yaml(drawn));
            var (whole, before, after) = (new RuleEngine(set, Streams.Options()), new RuleEngine(set, Streams.Options()), new RuleEngine(set, Streams.Options()));
            cut = Math.Min(cut, steps.Length);
            var (atOnce, inParts) = (new List<Finding>(), new List<Finding>());
            var lines = new Lines();
            Streams.Feed(whole, new Lines(), steps, atOnce);
            Streams.Feed(before, lines, steps[..cut], inParts);
            var saved = Save(before);
            Assert.True(after.TryRestore(new MemoryStream(saved)));
            Assert.Equal(saved, Save(after));
            Streams.Feed(after, lines, steps[cut..], inParts);

            Assert.Equal(atOnce.Select(Told), inParts.Select(Told));
            Assert.Equal(Save(whole), Save(after));
        },
        iter: 1000, threads: 1);

    [Fact]
    public void ManyPartitionsSayExactlyWhatOneSays() => Gen.Select(Drawn.Any, Streams.Any, Gen.Int[2, 9]).Sample(
        (drawn, steps, partitions) =>
        {
            var set = Engines.Set(Streams.Yaml(drawn));
            var (one, many) = (new List<Finding>(), new List<Finding>());
            Streams.Feed(new RuleEngine(set, Streams.Options()), new Lines(), steps, one);
            Streams.Feed(new RuleEngine(set, Streams.Options(partitions)), new Lines(), steps, many);

            Assert.Equal(one.Select(Told).Order(StringComparer.Ordinal), many.Select(Told).Order(StringComparer.Ordinal));
        },
        iter: 500, threads: 1);

    internal static string Told(Finding finding) =>
        $"{finding.Id} {finding.Revision} {finding.Time:O} {finding.Offset} {finding.Attested} {finding.Explanation.Expected} {finding.Explanation.Seen} {finding.Explanation.From:O} {string.Join(',', finding.Evidence.Select(e => e.Offset))}";

    private static byte[] Save(RuleEngine engine)
    {
        using var stream = new MemoryStream();
        engine.Save(stream);
        return stream.ToArray();
    }
}
