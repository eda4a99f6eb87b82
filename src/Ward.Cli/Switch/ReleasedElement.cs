namespace Ward.Cli.Switch;

/// <param name="Released">True where the element itself says that nothing of Ward's is in force any more.</param>
internal sealed record ReleasedElement(string Element, bool Released, string Words);
