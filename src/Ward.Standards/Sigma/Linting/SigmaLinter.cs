namespace Ward.Standards.Sigma.Linting;

/// <summary>Looks at files as a careful colleague does. Pure, thread-safe, never throws on any text.</summary>
public static class SigmaLinter
{
    /// <summary>What is found in one file by itself: refusals first, then what is wrong with the documents that stand, in their order.</summary>
    public static IReadOnlyList<LintFinding> Check(string file, string text)
    {
        var reading = SigmaParser.Read(file, text);
        return [.. reading.Errors.Select(LintCodes.Of), .. reading.Rules.SelectMany(Check)];
    }

    /// <summary>What is wrong with a rule that stands.</summary>
    public static IEnumerable<LintFinding> Check(SigmaRule rule) => [.. HeaderLints.Of(rule), .. ConditionLints.Of(rule), .. ValueLints.Of(rule)];
}
