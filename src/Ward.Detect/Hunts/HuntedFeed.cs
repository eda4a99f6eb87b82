using Ward.Detect.Indicators;

namespace Ward.Detect.Hunts;

/// <summary>What a threat feed had brought when a hunt began with it; the hunt keeps it, so that it ends with what it began with, however often the feed is asked meanwhile.</summary>
/// <param name="Version">Of the content: SHA-256 over its lines.</param>
/// <param name="Changed">When the feed brought it; null where that is not known.</param>
/// <param name="Content">In the form of whoever made it.</param>
public sealed record HuntedFeed(IndicatorSource Source, string Version, DateTimeOffset? Changed, ReadOnlyMemory<byte> Content)
{
    public HuntedVersion Named => new(Source.Id, Version, Changed);
}
