namespace Ward.Server.Application.Views;

/// <param name="Kind">missingRequired, outsideEnum and the like.</param>
/// <param name="Found">Of the last line that had it; hostile text.</param>
public sealed record OcsfFaultView(string Kind, string Path, string Expected, string Found, long Lines);
