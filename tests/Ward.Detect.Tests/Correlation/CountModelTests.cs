using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Correlation;

public sealed class CountModelTests
{
    private const double Span = 10;

    /// <summary>Keeps every event and counts them all each time.</summary>
    private sealed class Model(int threshold, bool exactly)
    {
        private readonly List<(double At, bool Attested)> events = [];
        private double? firedAt;
        private bool firedAttested;
        private bool fell;

        internal int Late { get; private set; }

        internal bool? Next(double at, bool attested)
        {
            var newest = events.Count == 0 ? at : events.Max(e => e.At);
            if (at < newest - Span)
            {
                Late++;
                return null;
            }

            var now = Math.Max(newest, at);
            if (!Holds(now, _ => true)) fell = true;
            events.Add((at, attested));
            if (!Holds(now, _ => true)) return null;
            var proven = Holds(now, e => e.Attested);
            if (firedAt is { } last && !fell && now - last < Span && (firedAttested || !proven)) return null;
            (firedAt, firedAttested, fell) = (now, proven, false);
            return proven;
        }

        private bool Holds(double now, Func<(double At, bool Attested), bool> which)
        {
            var count = events.Count(e => e.At >= now - Span && which(e));
            return exactly ? count == threshold : count >= threshold;
        }
    }

    [Fact]
    public void TheCountAgreesWithCountingEverything()
    {
        var step = Gen.Select(Gen.Int[-14, 8], Gen.Bool);
        Gen.Select(Gen.Int[1, 5], Gen.Bool, step.Array[1, 60]).Sample(
            (threshold, exactly, steps) =>
            {
                var engine = Engines.Of(EventCountTests.Count($"{(exactly ? "eq" : "gte")}: {threshold}", "10s"));
                var model = new Model(threshold, exactly);
                var lines = new Lines();
                double clock = 100;
                foreach (var (advance, attested) in steps)
                {
                    var at = clock + advance;
                    clock = Math.Max(clock, at);
                    lines.Assurance = attested ? Assurance.Session : Assurance.None;
                    var findings = new List<Finding>();
                    engine.Evaluate(lines.Sshd(at, "203.0.113.5", received: 10_000), findings);
                    Assert.Equal(model.Next(at, attested), findings.Count == 0 ? null : findings[0].Attested);
                }

                Assert.Equal(model.Late, engine.Counts.Late);
            },
            iter: 2000, threads: 1);
    }
}
