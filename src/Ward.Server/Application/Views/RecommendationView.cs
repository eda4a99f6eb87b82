namespace Ward.Server.Application.Views;

/// <summary>One standing recommendation. Losses and costs are in minutes of one person's work.</summary>
/// <param name="Id">Of the change itself, the same however often it is recommended.</param>
/// <param name="State">open, accepted, declined, done or gone.</param>
/// <param name="Place">Its place among today's changes, 1 for the best; null where it is not one of them.</param>
/// <param name="Element">The element that could carry it out, or null where a person must.</param>
/// <param name="Before">What the city could expect to lose in a month before it, the changes in front of it done, when it was last recommended.</param>
/// <param name="After">And with it.</param>
/// <param name="Keeper">Who keeps what it is about.</param>
/// <param name="Grounds">From which zone to which service ways go that it would lengthen.</param>
/// <param name="Owner">Who does accepted work.</param>
/// <param name="Until">The day by which accepted work is due, or the last day on which it stays declined.</param>
/// <param name="Overdue">True for accepted work that was to be done by now and is not shown to be; nor said to be, where no source can show it.</param>
/// <param name="Shown">Whether the city's sources show that it is in force; null where none can.</param>
/// <param name="SaidDone">Who says that it was done, when and what; null where nobody does. It counts when the city shows it; where no source can, it ends the delay.</param>
/// <param name="History">What happened to it, newest first.</param>
/// <param name="Seen">Stands for cost, effect, grounds and decision as told here; a decision names it, so that it is about what was read.</param>
public sealed record RecommendationView(
    string Id, string State, int? Place, string Kind, string Words, string Countermeasure, string? Element, double Before, double After, double Cost, string Keeper, IReadOnlyList<string> Why, string Undo,
    IReadOnlyList<string> Grounds, DateOnly FirstSeen, DateOnly LastSeen, string CityVersion, string? Owner, DateOnly? Until, string? Reason, string? By, DateOnly? Decided, bool Overdue, bool? Shown,
    string? SaidDone, DateOnly? DoneOn, DateOnly? GoneSince, IReadOnlyList<RecommendationNoteView> History, string Seen);
