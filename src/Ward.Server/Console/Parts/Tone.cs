namespace Ward.Server.Console.Parts;

/// <summary>Which states are good, wait for somebody, are bad, or rest.</summary>
internal static class Tone
{
    public static string OfPlan(string? state) => state switch
    {
        "proposed" => "wait",
        "approved" or "leased" or "applied" or "verified" => "good",
        "failed" or "refused" => "bad",
        _ => "still",
    };

    public static string OfFeed(string state) => state switch
    {
        "ok" => "good",
        "trouble" => "bad",
        "waiting" => "still",
        _ => "wait",
    };

    public static string OfIntel(string state) => state switch
    {
        "fresh" => "good",
        "trouble" or "poisoned" => "bad",
        "off" or "waiting" => "still",
        _ => "wait",
    };

    public static string OfHunt(string stage) => stage switch
    {
        "done" => "good",
        "failed" => "bad",
        "paused" => "wait",
        _ => "still",
    };

    public static string OfRisk(string status) => status switch
    {
        "mitigated" => "good",
        "unchecked" or "in-discussion" or "in-progress" => "wait",
        _ => "still",
    };

    public static string OfUser(string state) => state switch
    {
        "active" => "good",
        "locked" => "bad",
        "invited" or "no second factor" => "wait",
        _ => "still",
    };

    public static string OfJudgement(string? kind) => kind switch
    {
        "truePositive" => "bad",
        "falsePositive" or "benign" => "still",
        _ => "wait",
    };

    public static string WordsOfJudgement(string? kind) => kind switch
    {
        "truePositive" => "real attack",
        "falsePositive" => "false alarm",
        "benign" => "harmless",
        _ => "not judged",
    };
}
