namespace Ward.Standards.Stix.Patterns;

/// <summary>Why a text is no pattern.</summary>
/// <param name="At">Index of the character at which it was noticed, from 0.</param>
public sealed record PatternError(int At, string Expected, string Found)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at character {At}: expected {Expected}, found {Found}");
}
