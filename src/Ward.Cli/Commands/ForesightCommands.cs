using System.CommandLine;
using System.Globalization;
using System.Net;
using Ward.Cities;
using Ward.City;
using Ward.Cli.Shown;
using Ward.Detect;
using Ward.Predict;
using Ward.Predict.Simulation;
using Ward.Prescribe;
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
        var asked = new Asked();
        var cleared = new Option<string[]>("--cleared") { Description = "An asset that was examined and nothing found; may be given again", HelpName = "ASSET", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var assumptions = new Option<bool>("--assumptions") { Description = "How long each kind of step is taken to take, and why" };
        var command = new Command("predict", "Where an attacker who holds an asset, or tries one, would go next") { asked.City, asked.Held, asked.Login, asked.From, asked.Tried, cleared, assumptions, asked.Json };
        command.SetAction(parsed => asked.Answer(terminal, parsed, (city, supposed) =>
        {
            var now = terminal.Clock.GetUtcNow();
            var assets = parsed.GetValue(cleared)!.Select(a => new AssetId(a)).ToList();
            if (assets.FirstOrDefault(a => city.Find(a) is null) is { Value: not null } strange) return terminal.Fail(Exit.Usage, $"there is no asset '{strange}'");
            var foresight = new Foresight(() => city, simulation: Thorough);
            var forecast = foresight.LookAhead(foresight.Foresee(supposed.In(city, now), [.. assets.Select(a => new Clearance(new Entity.Host(a), "person", now))]));
            ForecastShown.Show(terminal, city, forecast, parsed.GetValue(asked.Json));
            if (parsed.GetValue(assumptions) && !parsed.GetValue(asked.Json)) ForecastShown.Assumptions(terminal, foresight.Graph.Priors);
            return Exit.Done;
        }));
        return command;
    }

    public static Command Prescribe(Terminal terminal)
    {
        var asked = new Asked();
        var command = new Command("prescribe", "The cheapest safe set of changes that would stop him, with its proof; nothing is carried out") { asked.City, asked.Held, asked.Login, asked.From, asked.Tried, asked.Json };
        command.SetAction(parsed => asked.Answer(terminal, parsed, (city, supposed) =>
        {
            var incident = supposed.In(city, terminal.Clock.GetUtcNow());
            PrescriptionShown.Show(terminal, city, new Choice().Choose(incident, new Foresight(city).Foresee(incident)), parsed.GetValue(asked.Json));
            return Exit.Done;
        }));
        return command;
    }

    public static Command WhatIf(Terminal terminal)
    {
        var asked = new Asked();
        var without = new Option<string[]>("--without")
        {
            Description = "What would be gone: flow:ID, exposure:ID or account:ID; may be given again", HelpName = "KIND:ID", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var factor = new Option<string[]>("--second-factor") { Description = "An account that would ask for a second factor; may be given again", HelpName = "ACCOUNT", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var command = new Command("whatif", "What a change of the city would alter for him: each service before and after") { asked.City, asked.Held, asked.Login, asked.From, asked.Tried, without, factor, asked.Json };
        command.SetAction(parsed => asked.Answer(terminal, parsed, (city, supposed) =>
        {
            var other = city;
            string[] texts = [.. parsed.GetValue(without)!, .. parsed.GetValue(factor)!.Select(a => "factor:" + a)];
            if (texts.Length == 0) return terminal.Fail(Exit.Usage, "nothing would change: name it by --without or --second-factor");
            foreach (var text in texts)
            {
                if (Read(text) is not { } omission) return terminal.Fail(Exit.Usage, $"'{text}' is none of flow:ID, exposure:ID, account:ID");
                if (omission.In(other) is not { } next) return terminal.Fail(Exit.Usage, $"the city has no {text.Replace("factor:", "account:", StringComparison.Ordinal)}");
                other = next;
            }

            var at = terminal.Clock.GetUtcNow();
            ForecastShown.Compare(terminal, city, new Foresight(city).Foresee(supposed.In(city, at)), new Foresight(other).Foresee(supposed.In(other, at)), parsed.GetValue(asked.Json));
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

    /// <summary>What all three ask for.</summary>
    private sealed class Asked
    {
        public Argument<string> City { get; } = new("city") { Description = "A city file, or the book of one", HelpName = "CITY" };

        public Option<string[]> Held { get; } = Many("--held", "An asset on which he has got in", "ASSET");

        public Option<string[]> Login { get; } = Many("--login", "An account that he has used there, as it logs in", "LOGIN");

        public Option<string[]> From { get; } = Many("--from", "An address from which he comes", "ADDRESS");

        public Option<string[]> Tried { get; } = Many("--tries", "An asset on which he tries passwords", "ASSET");

        public Option<bool> Json { get; } = new("--json") { Description = "One object" };

        public int Answer(Terminal terminal, ParseResult parsed, Func<CityModel, Supposition, int> answer)
        {
            var file = parsed.GetValue(City)!;
            var problems = new ProblemList(file);
            if (CityBook.Load(Directory.Exists(file) ? Path.Combine(file, "city.yaml") : file, problems) is not { } city)
            {
                foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
                return terminal.Fail(Exit.Failed, string.Create(CultureInfo.InvariantCulture, $"{problems.Count} problem{(problems.Count == 1 ? "" : "s")} in {file}"));
            }

            List<IPAddress> from = [];
            foreach (var text in parsed.GetValue(From)!)
            {
                if (!IPAddress.TryParse(text, out var address)) return terminal.Fail(Exit.Usage, $"'{text}' is no address such as 203.0.113.7");
                from.Add(address);
            }

            var supposed = new Supposition([.. parsed.GetValue(Held)!.Select(a => new AssetId(a))], parsed.GetValue(Login)!, from, [.. parsed.GetValue(Tried)!.Select(a => new AssetId(a))]);
            return supposed.Unknown(city).FirstOrDefault() is { } wrong ? terminal.Fail(Exit.Usage, wrong) : answer(city, supposed);
        }

        private static Option<string[]> Many(string name, string description, string help) =>
            new(name) { Description = description + "; may be given again", HelpName = help, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    }
}
