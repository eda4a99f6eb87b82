namespace Ward.Server.Application.Views;

/// <summary>A threat feed as it is now.</summary>
/// <param name="Source">Its address or file.</param>
/// <param name="Reliability">Admiralty scale: letter and figure.</param>
/// <param name="On">Whether its values are watched for.</param>
/// <param name="Switched">Who made that other than ward.yaml says; null where ward.yaml stands.</param>
/// <param name="State">fresh, off, waiting, trouble, stale, shrinking or poisoned (in the last two its newest content is held back, the last good one stays).</param>
/// <param name="Types">What it holds, by type.</param>
/// <param name="MayBlock">On how many of its values a measure could rest when they came.</param>
/// <param name="Doubts">Why nothing that it says may block, whatever the value; null where it depends on the value.</param>
/// <param name="Refused">Lines that were not understood; the samples are hostile text.</param>
/// <param name="LeftOut">Values that are the city's own or a partner's.</param>
/// <param name="NeverBlock">Values on never-block lists, which detect only.</param>
public sealed record IntelFeedView(
    string Id, string Kind, string Source, string Reliability, bool On, IntelSwitchView? Switched, string State, string StateReason, long Values, long Patterns,
    IReadOnlyList<IntelTypeView> Types, long MayBlock, string? Doubts, long Refused, IReadOnlyList<string> Samples,
    long LeftOut, long NeverBlock, DateTimeOffset? Answered, DateTimeOffset? Changed, DateTimeOffset? Next);
