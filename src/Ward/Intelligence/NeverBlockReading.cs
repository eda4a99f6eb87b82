using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <param name="Refused">Lists and files that could not be used, each with the reason.</param>
public sealed record NeverBlockReading(NeverBlock Lists, IReadOnlyList<string> Refused);
