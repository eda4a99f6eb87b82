using System.Globalization;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Standing recommendations as people read them.</summary>
internal static class ImproveWords
{
    public static string Minutes(double minutes) =>
        minutes < 120 ? string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min") : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.#} h of work");

    public static string State(RecommendationView r) => r switch
    {
        { Overdue: true } => "overdue",
        { State: "accepted" } => "being done",
        { State: "gone" } => "no longer recommended",
        _ => r.State,
    };

    public static string Tone(RecommendationView r) => r switch
    {
        { Overdue: true } => "bad",
        { State: "done" } => "good",
        { State: "open" or "accepted" } => "wait",
        _ => "still",
    };

    /// <summary>What was decided, and what somebody says of it, in sentences; null where there is nothing to say.</summary>
    public static string? Decision(RecommendationView r) => r.State switch
    {
        "accepted" => $"{r.Owner} does it by {Day(r.Until)}{Because(r)}.{Said(r)}",
        "declined" => $"{r.By} declined it until {Day(r.Until)}{Because(r)}.",
        "done" when r.Shown == true => $"The city shows it since {Day(r.DoneOn)}.",
        "done" when r.Shown == false => $"The city showed it on {Day(r.DoneOn)}.",
        "done" => $"Done, says {r.SaidDone}; since {Day(r.DoneOn)} no likely way is left that it would change.",
        "gone" => $"Since {Day(r.GoneSince)}.",
        _ => Said(r) is { Length: > 0 } said ? said.Trim() : null,
    };

    public static string Day(DateOnly? day) => day is { } known ? RegisterWords.Day(known) : "a day that was not said";

    /// <summary>Somebody's word, and why it does not count yet.</summary>
    private static string Said(RecommendationView r) => r.SaidDone is null ? ""
        : $" Done, says {r.SaidDone}; {(r.Shown is null ? "no source of the city can show it, so it stays here until no likely way is left that it would change." : "the city's sources do not show it yet, so it does not count.")}";

    private static string Because(RecommendationView r) => r.Reason is { Length: > 0 } reason ? $": {reason}" : "";
}
