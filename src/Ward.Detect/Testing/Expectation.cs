using System.Globalization;

namespace Ward.Detect.Testing;

/// <summary>How many findings a test expects; both bounds are included.</summary>
public readonly record struct Expectation(int Least, int Most)
{
    /// <summary>At least one.</summary>
    public static Expectation Match { get; } = new(1, int.MaxValue);

    public static Expectation None { get; } = new(0, 0);

    /// <summary>True where something is to be found: the sample is a positive one.</summary>
    public bool IsPositive => Least > 0;

    /// <summary>match, none, or a number from 0 to a million.</summary>
    public static bool TryParse(string text, out Expectation expectation)
    {
        expectation = text == "match" ? Match : None;
        if (text is "match" or "none") return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000) return false;
        expectation = new Expectation(count, count);
        return true;
    }

    public bool IsMetBy(int found) => found >= Least && found <= Most;

    public override string ToString() => this == Match ? "match" : this == None ? "none" : Findings(Least);

    internal static string Findings(int count) => count == 1 ? "1 finding" : $"{count.ToString(CultureInfo.InvariantCulture)} findings";
}
