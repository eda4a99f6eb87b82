using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Shown;
using Ward.Detect.Coverage;
using Ward.Standards.Attack;

namespace Ward.Cli.Commands;

/// <summary>ward rules coverage: which ATT&amp;CK techniques the rules speak of, and which rules can never fire. Needs no server.</summary>
internal static class RuleCoverageCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Rule files, folders, archives (default: the rules that come with Ward and those of the configuration)", Arity = ArgumentArity.ZeroOrMore, HelpName = "PATH" };
        var layer = new Option<FileInfo?>("--layer") { Description = "Write layers for the ATT&CK Navigator: FILE with .enterprise and .ics before its ending", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object with techniques and with rules that cannot fire" };
        var strict = new Option<bool>("--strict") { Description = "Fails where a rule can never fire" };
        var command = new Command("coverage", "The ATT&CK techniques that rules speak of, for Enterprise and ICS, and the rules that can never fire with the feeds at hand") { paths, layer, json, strict, RulesAtHand.Config };
        command.SetAction(parsed =>
        {
            if (RulesAtHand.Read(parsed, parsed.GetValue(paths) ?? [], terminal, out var code) is not { } rules) return code;
            var reaches = new ReachFinder(rules.Set, rules.Configuration is { } configuration ? FeedReach.Of(configuration.Feeds) : FeedReach.Everything).All();
            var techniques = TechniqueCoverage.Of(rules.Set, reaches);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(Answer(techniques, reaches), JsonShape.Indented));
            else RuleCoverageShown.Print(terminal, techniques, reaches, rules.Configuration);
            if (parsed.GetValue(layer) is { } file)
            {
                foreach (var domain in Enum.GetValues<AttackDomain>())
                {
                    var path = Path.ChangeExtension(file.FullName, null) + (domain == AttackDomain.Ics ? ".ics" : ".enterprise") + (file.Extension.Length > 0 ? file.Extension : ".json");
                    File.WriteAllText(path, Layer(domain, techniques).ToJson());
                    terminal.Error.WriteLine($"wrote {path}");
                }
            }

            return parsed.GetValue(strict) && reaches.Any(r => r.Reachable == Reachable.No) ? Exit.Failed : Exit.Done;
        });
        return command;
    }

    private static NavigatorLayer Layer(AttackDomain domain, IReadOnlyList<TechniqueCoverage> techniques) => new(
        domain,
        "Ward rules",
        "How many rules speak of a technique and can fire with the feeds at hand",
        [.. techniques.Where(t => t.Domain == domain && t.Able > 0).Select(t => (t.Id, t.Able, string.Join("; ", t.Rules.Where(r => r.Reachable != Reachable.No).Select(r => r.Rule.Title).Distinct())))]);

    private static object Answer(IReadOnlyList<TechniqueCoverage> techniques, IReadOnlyList<RuleReach> reaches) => new
    {
        techniques = techniques.Select(t => new { id = t.Id, matrix = t.Domain.ToString().ToLowerInvariant(), t.Tactics, rules = t.Rules.Select(r => r.Rule.Key), able = t.Able }),
        rules = reaches.Count,
        never = Those(reaches, Reachable.No),
        onlyBySelfStatement = Those(reaches, Reachable.OnlyBySelfStatement),
    };

    private static IEnumerable<object> Those(IReadOnlyList<RuleReach> reaches, Reachable which) =>
        reaches.Where(r => r.Reachable == which).Select(r => new { id = r.Rule.Key, r.Rule.Title, r.Rule.File, r.Reason, r.Decoders });
}
