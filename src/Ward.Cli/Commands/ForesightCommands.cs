using System.CommandLine;
using Ward.City;
using Ward.Cli.Cities;
using Ward.Cli.Shown;
using Ward.Detect;
using Ward.Predict;
using Ward.Predict.Risks;
using Ward.Predict.Simulation;
using Ward.Prescribe;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Pictures;
using Ward.Prescribe.Rehearsals;
using Ward.Prescribe.Standing;
using Ward.Standards.Yaml;
using Ward.Suppositions;

namespace Ward.Cli.Commands;

/// <summary>
/// ward predict, prescribe and whatif: where an attacker who holds this would go next, what would stop him at least cost, and what a change of the city would
/// alter. Over a city file, without a server and without an incident; nothing is carried out.
/// </summary>
internal static class ForesightCommands
{
    /// <summary>Nobody waits for a command as a defence does.</summary>
    private static readonly SimulationOptions Thorough = new() { Trials = 20_000, LeastTrials = 1_000, MostWork = 100_000_000 };

    public static Command Predict(Terminal terminal)
    {
        var asked = new SupposedOptions();
        var picture = PictureOption();
        var cleared = new Option<string[]>("--cleared") { Description = "An asset that was examined and nothing found; may be given again", HelpName = "ASSET", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var assumptions = new Option<bool>("--assumptions") { Description = "How long each kind of step is taken to take, and why" };
        var command = new Command("predict", "Where an attacker who holds an asset, or tries one, would go next") { asked.City, asked.Held, asked.Login, asked.From, asked.Tried, cleared, assumptions, picture, asked.Json };
        command.SetAction(parsed => asked.Answer(terminal, parsed, (city, supposed) =>
        {
            var now = terminal.Clock.GetUtcNow();
            var assets = parsed.GetValue(cleared)!.Select(a => new AssetId(a)).ToList();
            if (assets.FirstOrDefault(a => city.Find(a) is null) is { Value: not null } strange) return terminal.Fail(Exit.Usage, $"there is no asset '{strange}'");
            var foresight = new Foresight(() => city, simulation: Thorough);
            var forecast = foresight.LookAhead(foresight.Foresee(supposed.In(city, now), [.. assets.Select(a => new Clearance(new Entity.Host(a), "person", now))]));
            ForecastShown.Show(terminal, city, forecast, parsed.GetValue(asked.Json));
            if (parsed.GetValue(assumptions) && !parsed.GetValue(asked.Json)) ForecastShown.Assumptions(terminal, foresight.Graph.Priors);
            return PictureShown.Write(terminal, parsed.GetValue(picture), () => PictureMaker.Of(city, forecast, []));
        }));
        return command;
    }

    public static Command Prescribe(Terminal terminal)
    {
        var asked = new SupposedOptions();
        var picture = PictureOption();
        var within = new Option<double?>("--within") { Description = "Choose among all kinds of measures, as far as they are in force within so many hours; without it only what lasts no longer than a lease", HelpName = "HOURS" };
        var flows = new Option<string?>("--flows") { Description = "Conversations that were observed, as CSV with the columns src, dst, port and count: tells what the plan would have cut", HelpName = "FILE" };
        var standing = new Option<bool>("--standing") { Description = "No attacker: the changes that lower most what the city can expect to lose" };
        var changes = new Option<int>("--changes") { Description = "With --standing, at most so many", HelpName = "NUMBER", DefaultValueFactory = _ => 5 };
        var budget = new Option<double?>("--budget") { Description = "What may be spent, in the unit of the costs (minutes of one person's work): shows for how much how much less would be lost, and the best within it; with --standing, what the changes may cost (2,400)", HelpName = "MINUTES" };
        var command = new Command("prescribe", "The cheapest safe set of changes that would stop him, with its proof; nothing is carried out")
        {
            asked.City, asked.Held, asked.Login, asked.From, asked.Tried, within, flows, standing, changes, budget, picture, asked.Json,
        };
        command.SetAction(parsed =>
        {
            var json = parsed.GetValue(asked.Json);
            if (parsed.GetValue(budget) is { } spent && !(spent >= 0)) return terminal.Fail(Exit.Usage, "--budget is a number of minutes, at least 0");
            if (parsed.GetValue(standing))
            {
                if (parsed.GetValue(changes) is not (>= 1 and <= 50)) return terminal.Fail(Exit.Usage, "--changes is a number from 1 to 50");
                if (asked.IsGiven(parsed) || parsed.GetValue(picture) is not null || parsed.GetValue(flows) is not null || parsed.GetValue(within) is not null)
                    return terminal.Fail(Exit.Usage, "--standing supposes no attacker, so --held, --login, --from, --tries, --within, --flows and --picture do not go with it");
                return asked.OfCity(terminal, parsed, city =>
                {
                    var options = new StandingOptions { Changes = parsed.GetValue(changes), Budget = parsed.GetValue(budget) ?? 2400 };
                    StandingShown.Show(terminal, city, new StandingChoice(options).Choose(new Foresight(city).Graph, terminal.Clock.GetUtcNow()), json);
                    return Exit.Done;
                });
            }

            if (parsed.GetValue(budget) is not null && (parsed.GetValue(picture) is not null || parsed.GetValue(flows) is not null)) return terminal.Fail(Exit.Usage, "--budget shows several plans, so --flows and --picture, which are about one, do not go with it");
            if (parsed.GetValue(within) is { } hours && !(hours >= 0)) return terminal.Fail(Exit.Usage, "--within is a number of hours, at least 0");
            return asked.Answer(terminal, parsed, (city, supposed) =>
            {
                IReadOnlyList<ObservedFlow>? seen = null;
                if (parsed.GetValue(flows) is { } file)
                {
                    var problems = new ProblemList(file);
                    seen = FlowFile.Load(file, problems);
                    foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
                    if (seen is null) return terminal.Fail(Exit.Failed, $"the conversations in {file} could not be read");
                }

                var incident = supposed.In(city, terminal.Clock.GetUtcNow());
                var forecast = new Foresight(city).Foresee(incident);
                var choice = parsed.GetValue(within) is { } lead ? new Choice(new ChoiceOptions { Kinds = ChoiceOptions.Every, Within = lead }) : new Choice();
                if (parsed.GetValue(budget) is { } most) return FrontShown.Show(terminal, city, choice.Front(incident, forecast), most, json);
                var plan = choice.Choose(incident, forecast);
                PrescriptionShown.Show(terminal, city, plan, seen is null ? null : Rehearsal.Of(city, plan.Measures, seen), json);
                return PictureShown.Write(terminal, parsed.GetValue(picture), () => PictureMaker.Of(city, forecast, plan.Measures));
            });
        });
        return command;
    }

    public static Command WhatIf(Terminal terminal)
    {
        var asked = new SupposedOptions();
        var without = new Option<string[]>("--without")
        {
            Description = "What would be gone: flow:ID, exposure:ID or account:ID; may be given again", HelpName = "KIND:ID", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var factor = new Option<string[]>("--second-factor") { Description = "An account that would ask for a second factor; may be given again", HelpName = "ACCOUNT", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var with = new Option<string[]>("--with")
        {
            Description = "What would be there: flow:FROM,TO,PORT[/udp] between assets or zones (port 0 for any), or exposure:ASSET[,PORT[,PROBABILITY]]; may be given again", HelpName = "KIND:WHAT", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var year = new Option<bool>("--year") { Description = "And what a year is likely to cost, before and after" };
        var command = new Command("whatif", "What a change of the city would alter for him: each service and its likeliest way before and after") { asked.City, asked.Held, asked.Login, asked.From, asked.Tried, without, factor, with, year, asked.Json };
        command.SetAction(parsed => asked.Answer(terminal, parsed, (city, supposed) =>
        {
            var other = city;
            string[] texts = [.. parsed.GetValue(without)!, .. parsed.GetValue(factor)!.Select(a => "factor:" + a)];
            if (texts.Length + parsed.GetValue(with)!.Length == 0) return terminal.Fail(Exit.Usage, "nothing would change: name it by --without, --with or --second-factor");
            foreach (var text in texts)
            {
                if (Read(text) is not { } omission) return terminal.Fail(Exit.Usage, $"'{text}' is none of flow:ID, exposure:ID, account:ID");
                if (omission.In(other) is not { } next) return terminal.Fail(Exit.Usage, $"the city has no {text.Replace("factor:", "account:", StringComparison.Ordinal)}");
                other = next;
            }

            foreach (var text in parsed.GetValue(with)!)
            {
                if (Addition.Read(text) is not { } addition) return terminal.Fail(Exit.Usage, $"'{text}' is none of flow:FROM,TO,PORT[/udp], exposure:ASSET[,PORT[,PROBABILITY]]");
                if (addition.In(other, out var lacks) is not { } next) return terminal.Fail(Exit.Usage, $"the city has {lacks}");
                other = next;
            }

            var at = terminal.Clock.GetUtcNow();
            var (before, after) = (new Foresight(city), new Foresight(other));
            var assumptions = new RiskAssumptions();
            (AnnualRisk, AnnualRisk)? years = parsed.GetValue(year) ? (RiskModel.Of(before.Graph, assumptions), RiskModel.Of(after.Graph, assumptions)) : null;
            ForecastShown.Compare(terminal, city, before.Foresee(supposed.In(city, at)), after.Foresee(supposed.In(other, at)), years, parsed.GetValue(asked.Json));
            return Exit.Done;
        }));
        return command;
    }

    /// <summary>An omission as people write it, or null.</summary>
    internal static Omission? Read(string text) => text.Split(':', 2) switch
    {
        ["flow", { Length: > 0 } id] => new Omission.Flow(new FlowId(id)),
        ["exposure", { Length: > 0 } id] => new Omission.Exposure(new ExposureId(id)),
        ["account", { Length: > 0 } id] => new Omission.Account(new AccountId(id)),
        ["factor", { Length: > 0 } id] => new Omission.PasswordAlone(new AccountId(id)),
        _ => null,
    };

    private static Option<string?> PictureOption() => new("--picture") { Description = "Draws the ways, and what is cut, into a file: .svg, or .html with the text beside it", HelpName = "FILE" };
}
