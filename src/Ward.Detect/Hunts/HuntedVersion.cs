namespace Ward.Detect.Hunts;

/// <summary>Which content of a threat feed is hunted.</summary>
/// <param name="Version">SHA-256 over its lines.</param>
/// <param name="Changed">When the feed brought it; null where that is not known.</param>
public sealed record HuntedVersion(string Feed, string Version, DateTimeOffset? Changed);
