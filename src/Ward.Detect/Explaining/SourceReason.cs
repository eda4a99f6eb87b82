using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>Whether a rule looks at the event at all.</summary>
/// <param name="Asked">What the rule states; empty parts are any.</param>
/// <param name="Found">What the event is.</param>
public sealed record SourceReason(SigmaLogSource Asked, LogSource Found, bool Holds)
{
    /// <summary>The parts that keep the rule from looking: category, product, service. Empty where it looks.</summary>
    public IReadOnlyList<string> Failing { get; init; } = [];

    internal static SourceReason Of(SigmaLogSource asked, LogSource found)
    {
        var holds = found.Answers(asked.Category, asked.Product, asked.Service);
        List<string> failing = [];
        if (!holds)
        {
            if (!found.Answers(asked.Category, "", "")) failing.Add("category");
            if (!found.Answers("", asked.Product, "")) failing.Add("product");
            if (!found.Answers("", "", asked.Service)) failing.Add("service");
        }

        return new SourceReason(asked, found, holds) { Failing = failing };
    }
}
