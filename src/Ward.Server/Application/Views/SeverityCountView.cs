namespace Ward.Server.Application.Views;

/// <param name="Open">Those of them that nobody has settled.</param>
public sealed record SeverityCountView(string Severity, int Count, int Open);
