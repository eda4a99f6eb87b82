namespace Ward.Server.Application;

/// <param name="Stands">For what the text stands (U+001B), or null where it is the text itself.</param>
public sealed record VisiblePart(string Text, string? Stands);
