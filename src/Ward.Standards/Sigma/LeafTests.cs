namespace Ward.Standards.Sigma;

/// <summary>What fields and keywords have in common.</summary>
internal static class LeafTests
{
    internal static IReadOnlyList<SigmaTest> Of(SigmaDetection leaf) => leaf switch
    {
        SigmaDetection.Field field => field.Tests,
        SigmaDetection.Keywords words => words.Tests,
        _ => throw new InvalidOperationException($"Not a field or keywords: {leaf.GetType()}."),
    };

    internal static SigmaDetection With(SigmaDetection leaf, IReadOnlyList<SigmaTest> tests) => leaf switch
    {
        SigmaDetection.Field field => field with { Tests = tests },
        SigmaDetection.Keywords words => words with { Tests = tests },
        _ => throw new InvalidOperationException($"Not a field or keywords: {leaf.GetType()}."),
    };

    internal static (string Field, int Line, int Column) Place(SigmaDetection leaf) => leaf switch
    {
        SigmaDetection.Field field => (field.Name, field.Line, field.Column),
        SigmaDetection.Keywords words => ("keywords", words.Line, words.Column),
        _ => throw new InvalidOperationException($"Not a field or keywords: {leaf.GetType()}."),
    };
}
