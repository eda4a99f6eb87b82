using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>A rule or correlation that no sample, or only samples of one kind, speak for. What a tested correlation looks at is tested with it.</summary>
/// <param name="Positive">True where a sample is to be found.</param>
/// <param name="Negative">True where a sample is not to be found.</param>
public sealed record Untested(SigmaHeader Rule, bool Positive, bool Negative)
{
    /// <summary>Those of the set that lack a positive or a negative sample, in its order.</summary>
    public static IReadOnlyList<Untested> Of(RuleSet set, IReadOnlyList<RuleTestRun> runs)
    {
        var (positive, negative) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var run in runs)
        {
            foreach (var key in run.Subject.Set.Headers.Select(h => h.Key))
            {
                if (run.File.Tests.Any(t => t.Expect.IsPositive)) positive.Add(key);
                if (run.File.Tests.Any(t => !t.Expect.IsPositive)) negative.Add(key);
            }
        }

        return [.. set.Headers.Select(h => new Untested(h, positive.Contains(h.Key), negative.Contains(h.Key))).Where(u => !u.Positive || !u.Negative)];
    }
}
