namespace Ward.Server.Application.Views;

/// <summary>What a filter would have kept quiet in the stored history.</summary>
/// <param name="Words">The sum of it in a sentence.</param>
/// <param name="From">Where the part of history that was looked at begins, UTC.</param>
/// <param name="Shortened">True where it begins later than asked for, since there are too many events.</param>
/// <param name="Complete">False where it ended early, having found too much.</param>
/// <param name="WithoutSource">Events of no known log source, to which rules that ask for one are blind.</param>
/// <param name="Warnings">Where it would have silenced what people or measures rested on.</param>
/// <param name="Rules">Rules that spoke without it, most silenced first.</param>
public sealed record FilterPreviewView(
    string Words, DateTimeOffset From, DateTimeOffset Until, bool Shortened, bool Complete, long Events, long WithoutSource, long Spoken, long Silenced,
    IReadOnlyList<FilterWarningView> Warnings, IReadOnlyList<SilencedRuleView> Rules);
