using System.Globalization;
using Ward.Configuration;
using Ward.Detect.Coverage;
using Ward.Standards.Attack;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Techniques by tactic for each matrix, then the rules that cannot fire and why.</summary>
internal static class RuleCoverageShown
{
    private const int MostReason = 300;

    public static void Print(Terminal terminal, IReadOnlyList<TechniqueCoverage> techniques, IReadOnlyList<RuleReach> reaches, WardConfiguration? configuration)
    {
        foreach (var domain in Enum.GetValues<AttackDomain>()) Matrix(terminal, domain, [.. techniques.Where(t => t.Domain == domain)]);
        var feeds = configuration is null ? "every decoder that Ward has (no configuration names feeds)" : $"the {RuleTestShown.Count(configuration.Feeds.Count, "feed")} of the configuration";
        Those(terminal, reaches, Reachable.No, $"can never fire with {feeds}");
        Those(terminal, reaches, Reachable.OnlyBySelfStatement, "can fire only by lines that state their own log source (JSON with product, category, service)");
        terminal.Out.WriteLine($"{RuleTestShown.Count(reaches.Count, "rule")}: {Number(reaches.Count(r => r.Reachable == Reachable.Yes))} can fire with {feeds}");
    }

    private static void Matrix(Terminal terminal, AttackDomain domain, List<TechniqueCoverage> techniques)
    {
        var name = domain == AttackDomain.Ics ? "ATT&CK for ICS" : "ATT&CK Enterprise";
        if (techniques.Count == 0)
        {
            terminal.Out.WriteLine($"{name}: no rule speaks of a technique");
            return;
        }

        terminal.Out.WriteLine($"{name}: {RuleTestShown.Count(techniques.Count, "technique")}");
        var table = Cells.Table("Tactic", "Covered", "Technique", "Rules", "Able to fire");
        foreach (var tactic in AttackTactics.Of(domain).Append(""))
        {
            var here = techniques.Where(t => tactic.Length == 0 ? t.Tactics.Count == 0 : t.Tactics.Contains(tactic)).ToList();
            if (here.Count == 0 && tactic.Length == 0) continue;
            var whole = AttackMatrix.CountOf(domain, tactic);
            var covered = here.Select(t => t.Id.Split('.')[0]).Distinct().Count();
            Cells.Row(table, tactic.Length > 0 ? tactic : "(tactic not known)", tactic.Length > 0 && whole > 0 ? $"{Number(covered)} of {Number(whole)}" : Number(covered), "", "", "");
            foreach (var technique in here) Cells.Row(table, "", "", Named(technique.Id), Number(technique.Rules.Count), Number(technique.Able));
        }

        terminal.Print(table);
    }

    private static void Those(Terminal terminal, IReadOnlyList<RuleReach> reaches, Reachable which, string words)
    {
        var those = reaches.Where(r => r.Reachable == which).ToList();
        if (those.Count == 0) return;
        terminal.Out.WriteLine($"{RuleTestShown.Count(those.Count, "rule")} {words}:");
        foreach (var reach in those)
        {
            var reason = Printable.Of(reach.Reason);
            terminal.Out.WriteLine($"  {Printable.Of(reach.Rule.Title)} ({Printable.Of(reach.Rule.File)}:{Number(reach.Rule.Line)}): {(reason.Length > MostReason ? reason[..MostReason] + "…" : reason)}");
        }
    }

    private static string Named(string id) => AttackTechniques.NameOf(id) is var name && name == id ? id : $"{id} {name}";

    private static string Number(int number) => number.ToString("n0", CultureInfo.InvariantCulture);
}
