namespace Ward.Intelligence;

/// <param name="Where">'line 12', 'object 3' …</param>
/// <param name="Text">The beginning of what was refused; hostile text.</param>
public sealed record RefusedLine(string Where, string Text, string Reason);
