namespace Ward.Elements;

/// <summary>What came of a change at an element.</summary>
public abstract record ElementReport(string Words)
{
    public sealed record Done(string Words) : ElementReport(Words);

    /// <summary>Not done, and nothing of it is in force.</summary>
    public sealed record Refused(string Words) : ElementReport(Words);

    /// <summary>It may or may not be in force.</summary>
    public sealed record Uncertain(string Words) : ElementReport(Words);
}
