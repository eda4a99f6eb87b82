namespace Ward.Standards.Streams;

/// <param name="Number">1-based; stays at the largest where there are more.</param>
public readonly record struct TextLine(int Number, string Text);
