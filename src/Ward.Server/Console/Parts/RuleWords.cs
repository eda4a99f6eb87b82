namespace Ward.Server.Console.Parts;

/// <summary>The states of filters as people read them.</summary>
internal static class RuleWords
{
    public static string StateOf(string state) => state switch
    {
        "inForce" => "in force",
        "endsSoon" => "ends soon",
        "over" => "over",
        "soon" => "in force shortly",
        _ => state,
    };

    public static string ToneOf(string state) => state switch
    {
        "inForce" => "good",
        "endsSoon" or "soon" => "wait",
        _ => "still",
    };
}
