namespace Ward.Standards.Sigma.Linting;

/// <summary>Looks at files as a careful colleague does. Pure, thread-safe, never throws on any text.</summary>
public static class SigmaLinter
{
    /// <summary>What is found in one file by itself: refusals first, then what is wrong with the rules, the correlations and the filters that stand.</summary>
    public static IReadOnlyList<LintFinding> Check(string file, string text)
    {
        var reading = SigmaParser.Read(file, text);
        return [.. reading.Errors.Select(LintCodes.Of), .. reading.Rules.SelectMany(Check), .. reading.Correlations.SelectMany(Check), .. reading.Filters.SelectMany(Check)];
    }

    /// <summary>What is wrong with a rule that stands.</summary>
    public static IEnumerable<LintFinding> Check(SigmaRule rule) => [.. HeaderLints.Of(rule), .. ConditionLints.Of(rule), .. ValueLints.Of(rule)];

    /// <summary>What is wrong with a correlation that stands.</summary>
    public static IEnumerable<LintFinding> Check(SigmaCorrelation correlation) => [.. HeaderLints.Of(correlation), .. CorrelationLints.Of(correlation)];

    /// <summary>What is wrong with a filter that stands.</summary>
    public static IEnumerable<LintFinding> Check(SigmaFilter filter) => [.. HeaderLints.Of(filter), .. ConditionLints.Of(filter), .. ValueLints.Of(filter)];
}
