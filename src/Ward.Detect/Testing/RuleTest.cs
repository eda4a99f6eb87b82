namespace Ward.Detect.Testing;

/// <summary>Lines and what a rule should say of them.</summary>
/// <param name="Line">Line in the test file, from 1.</param>
/// <param name="Decoder">Who reads the lines; 'auto' looks at each.</param>
/// <param name="Host">The asset whose log it is, as a feed's configuration would say; null for none.</param>
/// <param name="At">When the first line came, UTC; null where the lines say so themselves.</param>
/// <param name="Apart">How much later each further line came; zero or more.</param>
/// <param name="Samples">File of lines in place of <paramref name="Lines"/>, as written; null where there is none.</param>
/// <param name="Lines">Without their ends, never changed; empty until the file was read.</param>
public sealed record RuleTest(
    string Name,
    int Line,
    string Decoder,
    string? Host,
    DateTimeOffset? At,
    TimeSpan Apart,
    string? Samples,
    IReadOnlyList<byte[]> Lines,
    Expectation Expect);
