using System.Globalization;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>The risk register as people read it.</summary>
internal static class RegisterWords
{
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Status(string status) => status switch
    {
        "unchecked" => "open",
        "false-positive" => "no risk",
        _ => status.Replace('-', ' '),
    };

    /// <summary>What was decided, in one sentence; null where nothing was.</summary>
    public static string? Decision(RegisteredRiskView risk) => risk.Status switch
    {
        "unchecked" => null,
        "accepted" => $"{risk.By} accepted it{(risk.Decided is { } on ? $" on {Day(on)}" : "")}{(risk.Until is { } until ? $" until {Day(until)}" : "")}: {risk.Reason}",
        "in-progress" => $"{risk.Owner ?? "Somebody"} mends it{(risk.Until is { } due ? $" by {Day(due)}" : "")}{Because(risk)}",
        "mitigated" when risk.GoneSince is { } gone => $"The city shows it no more since {Day(gone)}",
        "false-positive" => $"{risk.By} says that it is no risk: {risk.Reason}",
        _ => $"{Status(risk.Status)}{Because(risk)}",
    };

    public static string Change(RegisterChangeView change) => change.Id.Length == 0 ? "more" : change.Change switch
    {
        "new" => $"new, {change.After}",
        "gone" => $"gone, was {change.Before}",
        "widened" => "has a new ground",
        "decided" => "decided",
        _ => $"{change.Before} became {change.After}",
    };

    private static string Because(RegisteredRiskView risk) => risk.Reason is { Length: > 0 } reason ? $": {reason}" : "";
}
