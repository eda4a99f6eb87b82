namespace Ward.Standards.Stix.Patterns;

internal enum TokenKind
{
    End,
    /// <summary>Letters, digits, underscores; with hyphens only where an object type stands.</summary>
    Word,
    Sign,
    Whole,
    Real,
    Text,
    Hex,
    Base64,
    Time,
}
