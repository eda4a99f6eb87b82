namespace Ward.Standards.Stix.Patterns;

/// <summary>Carries an error out of the parser; never leaves <see cref="PatternParser"/>.</summary>
internal sealed class PatternFault(PatternError error) : Exception
{
    public PatternError Error { get; } = error;
}
