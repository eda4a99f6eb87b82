namespace Ward.Server.Application.Views;

/// <param name="Version">SHA-256 over the lines of the feed's content.</param>
/// <param name="Changed">When the feed brought it; null where that is not known.</param>
public sealed record HuntedVersionView(string Feed, string Version, DateTimeOffset? Changed);
