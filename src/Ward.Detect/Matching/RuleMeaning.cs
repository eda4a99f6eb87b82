using Ward.Detect.Findings;
using Ward.Standards.Attack;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>
/// What a rule's findings say of the attack: what the rule states (<c>ward: {meaning: ...}</c>), else what follows from its level and the tactics of its tags.
/// Sigma's levels say how sure an event of that level is an incident (specification 2.1, "level"): critical "borders certainty", high calls for a prompt review,
/// and what is below is reviewed with others. So a tactic that only one who is in already comes to is a break-in where critical, his activity where high,
/// and out of the ordinary below.
/// </summary>
internal static class RuleMeaning
{
    private const string Attack = "attack.";
    private static readonly int Execution = AttackTactics.StageOf("execution")!.Value;

    public static Meaning Of(SigmaHeader header) => header.Meaning switch
    {
        "unusual" => Meaning.Unusual,
        "reconnaissance" => Meaning.Reconnaissance,
        "attempt" => Meaning.Attempt,
        "activity" => Meaning.Activity,
        "compromise" => Meaning.Compromise,
        null when header.Level == SigmaLevel.Informational => Meaning.Unusual,
        // It tells of the way in; further tactics are what the technique may serve as well (a valid account is tagged with four).
        null when header.Tags.Any(t => TacticOf(t) == "initial-access") => Meaning.Attempt,
        null => header.Tags.Select(t => OfTag(t, header)).Append(Meaning.Unusual).Max(),
        _ => throw new InvalidOperationException($"Unknown meaning {header.Meaning}."),
    };

    private static Meaning OfTag(string tag, SigmaHeader header) => TacticOf(tag) switch
    {
        null => Meaning.Unusual,
        // Passwords are guessed from outside too; every other theft of them is done inside.
        "credential-access" => IsGuessing(header) || Inside(header.Level) < Meaning.Attempt ? Meaning.Attempt : Inside(header.Level),
        "reconnaissance" or "discovery" => Meaning.Reconnaissance,
        var tactic => AttackTactics.StageOf(tactic) < Execution ? Meaning.Unusual : Inside(header.Level),
    };

    private static string? TacticOf(string tag) =>
        tag.StartsWith(Attack, StringComparison.OrdinalIgnoreCase) && AttackTactics.TryFind(tag[Attack.Length..], out var tactic) ? tactic : null;

    private static Meaning Inside(SigmaLevel level) => level switch
    {
        SigmaLevel.Critical => Meaning.Compromise,
        SigmaLevel.High => Meaning.Activity,
        _ => Meaning.Unusual,
    };

    private static bool IsGuessing(SigmaHeader header) => header.Tags.Any(t => t.StartsWith($"{Attack}t1110", StringComparison.OrdinalIgnoreCase));
}
