namespace Ward.Standards.Stix.Patterns;

/// <param name="At">Index of its first character.</param>
/// <param name="Text">For strings and binaries the content; else as written.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Text);
