namespace Ward.Server.Application.Views;

/// <summary>A threat feed as it is now.</summary>
/// <param name="Source">Its address or file.</param>
/// <param name="Reliability">Admiralty scale: letter and figure.</param>
/// <param name="State">ok, off, waiting, trouble, stale, or held (its newest content is held back, the last good one stays).</param>
/// <param name="Refused">Lines that were not understood; the samples are hostile text.</param>
/// <param name="LeftOut">Values that are the city's own or a partner's.</param>
/// <param name="NeverBlock">Values on never-block lists, which detect only.</param>
public sealed record IntelFeedView(
    string Id, string Kind, string Source, string Reliability, bool On, string State, string StateReason, long Values, long Patterns, long Refused, IReadOnlyList<string> Samples,
    long LeftOut, long NeverBlock, DateTimeOffset? Answered, DateTimeOffset? Changed, DateTimeOffset? Next);
