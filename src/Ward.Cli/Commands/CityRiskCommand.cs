using System.CommandLine;
using System.Globalization;
using Ward.City;
using Ward.City.Zones;
using Ward.Cities;
using Ward.Cli.Shown;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Risks;
using Ward.Prescribe;
using Ward.Risks;
using Ward.Standards.Yaml;
using Ward.Suppositions;

namespace Ward.Cli.Commands;

/// <summary>ward city risk: what each service of a city risks a year, before and after a change or what a prescription would make lasting.</summary>
internal static class CityRiskCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("city") { Description = "A city file, or the book of one", HelpName = "CITY" };
        var without = Many("--without", "What would be gone: flow:ID, exposure:ID or account:ID; may be given again", "KIND:ID");
        var factor = Many("--second-factor", "An account that would ask for a second factor; may be given again", "ACCOUNT");
        var held = Many("--prescribed", "What 'prescribe --held ASSET' would do there, made lasting; may be given again", "ASSET");
        var rate = Many("--rate", "First footholds a year in zones of a kind, as office=0.5; may be given again", "KIND=N");
        var recovery = new Option<double?>("--recovery") { Description = "Mean hours until a service runs again", HelpName = "HOURS" };
        var fallback = new Option<double?>("--fallback") { Description = "Share of the loss that remains where people carry on by hand, 0 to 1", HelpName = "SHARE" };
        var allOut = new Option<bool>("--all-out") { Description = "Take every attacker for one who tries everything that he can reach" };
        var years = new Option<int>("--years") { Description = "Years to simulate, 100 to 1000000", DefaultValueFactory = _ => new RiskAssumptions().Years, HelpName = "N" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same answer", DefaultValueFactory = _ => new RiskAssumptions().Seed, HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("risk", "What each service risks a year, before and after a change") { file, without, factor, held, rate, recovery, fallback, allOut, years, seed, json };
        command.SetAction(parsed =>
        {
            var problems = new ProblemList(parsed.GetValue(file)!);
            var path = parsed.GetValue(file)!;
            if (CityBook.Load(Directory.Exists(path) ? Path.Combine(path, "city.yaml") : path, problems) is not { } city)
            {
                foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
                return terminal.Fail(Exit.Failed, problems.Count == 1 ? "1 problem" : string.Create(CultureInfo.InvariantCulture, $"{problems.Count} problems"));
            }

            if (parsed.GetValue(years) is < 100 or > 1_000_000) return terminal.Fail(Exit.Usage, "--years is 100 to 1000000");
            if (parsed.GetValue(recovery) is { } hours && !(hours is > 0 and <= 100_000)) return terminal.Fail(Exit.Usage, "--recovery is above 0 and at most 100000 hours");
            if (parsed.GetValue(fallback) is { } share && !(share is >= 0 and <= 1)) return terminal.Fail(Exit.Usage, "--fallback is 0 to 1");
            var assumptions = new RiskAssumptions { Years = parsed.GetValue(years), Seed = parsed.GetValue(seed) };
            var footholds = new Dictionary<ZoneKind, double>(assumptions.Footholds);
            foreach (var text in parsed.GetValue(rate)!)
            {
                if (text.Split('=') is not [var name, var number] || !ZoneKinds.TryGetValue(name, out var kind)
                    || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) || a is not (>= 0 and <= 1000))
                    return terminal.Fail(Exit.Usage, $"'{text}' is no rate such as office=0.5; kinds are {string.Join(", ", ZoneKinds.Keys)}, rates 0 to 1000 a year");
                footholds[kind] = a;
            }

            assumptions = assumptions with
            {
                Footholds = footholds, Correction = parsed.GetValue(allOut) ? null : assumptions.Correction,
                Recovery = parsed.GetValue(recovery) is { } mean ? assumptions.Recovery with { Mean = mean } : assumptions.Recovery, FallbackShare = parsed.GetValue(fallback) ?? assumptions.FallbackShare,
            };

            var other = city;
            List<string> change = [];
            foreach (var text in parsed.GetValue(without)!.Concat(parsed.GetValue(factor)!.Select(a => "factor:" + a)))
            {
                if (ForesightCommands.Read(text) is not { } omission) return terminal.Fail(Exit.Usage, $"'{text}' is none of flow:ID, exposure:ID, account:ID");
                if (omission.In(other) is not { } next) return terminal.Fail(Exit.Usage, $"the city has no {text.Replace("factor:", "account:", StringComparison.Ordinal)}");
                other = next;
                change.Add(text.StartsWith("factor:", StringComparison.Ordinal) ? $"a second factor for {text[7..]}" : $"without {text}");
            }

            Func<EdgeFacts, bool>? cut = null;
            var graph = AttackGraph.Of(other);
            if (parsed.GetValue(held) is { Length: > 0 } assets)
            {
                var supposed = new Supposition([.. assets.Select(a => new AssetId(a))], [], [], []);
                if (supposed.Unknown(other).FirstOrDefault() is { } wrong) return terminal.Fail(Exit.Usage, wrong);
                var incident = supposed.In(other, terminal.Clock.GetUtcNow());
                var lasting = LastingCut.Lasting(new Choice().Choose(incident, new Foresight(other).Foresee(incident)).Measures);
                cut = LastingCut.Of(graph, lasting);
                change.AddRange(lasting.Count == 0 ? ["what is prescribed there has nothing lasting in it"] : lasting.Select(m => m.Key.Replace('|', ' ')));
            }

            var before = RiskModel.Of(AttackGraph.Of(city), assumptions);
            RiskShown.Show(terminal, city, before, change.Count == 0 ? null : RiskModel.Of(graph, assumptions, cut), change, parsed.GetValue(json));
            return Exit.Done;
        });
        return command;
    }

    private static Dictionary<string, ZoneKind> ZoneKinds { get; } = Enum.GetValues<ZoneKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static Option<string[]> Many(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
}
