using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>A program that writes to Ward, and what is to be copied into its configuration.</summary>
/// <param name="Id">Lower case with hyphens, unique.</param>
/// <param name="For">What is connected by it, in words.</param>
/// <param name="Kinds">The kinds of feed that take its lines, the best first.</param>
/// <param name="Into">Where the fragment belongs.</param>
/// <param name="Fragment">Written for a feed of one of the kinds.</param>
internal sealed record Shipper(string Id, string Name, string For, IReadOnlyList<FeedKind> Kinds, string Into, Func<Place, string> Fragment)
{
    /// <summary>Kinds of feed for which Ward's tests run the fragment with the program itself, where it is installed.</summary>
    public IReadOnlyList<FeedKind> Tested { get; init; } = [];

    /// <summary>What is to be done after, or null.</summary>
    public string? After { get; init; }
}
