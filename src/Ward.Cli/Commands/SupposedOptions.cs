using System.CommandLine;
using System.Globalization;
using System.Net;
using Ward.Cities;
using Ward.City;
using Ward.Standards.Yaml;
using Ward.Suppositions;

namespace Ward.Cli.Commands;

/// <summary>A city file and what is supposed of an attacker in it: what predict, prescribe and whatif all ask for.</summary>
internal sealed class SupposedOptions
{
    public Argument<string> City { get; } = new("city") { Description = "A city file, or the book of one", HelpName = "CITY" };

    public Option<string[]> Held { get; } = Many("--held", "An asset on which he has got in", "ASSET");

    public Option<string[]> Login { get; } = Many("--login", "An account that he has used there, as it logs in", "LOGIN");

    public Option<string[]> From { get; } = Many("--from", "An address from which he comes", "ADDRESS");

    public Option<string[]> Tried { get; } = Many("--tries", "An asset on which he tries passwords", "ASSET");

    public Option<bool> Json { get; } = new("--json") { Description = "One object" };

    public bool IsGiven(ParseResult parsed) => new[] { Held, Login, From, Tried }.Any(o => parsed.GetValue(o)!.Length > 0);

    public int OfCity(Terminal terminal, ParseResult parsed, Func<CityModel, int> answer)
    {
        var file = parsed.GetValue(City)!;
        var problems = new ProblemList(file);
        if (CityBook.TextFileOf(file) is { } text && CityBook.Load(text, problems) is { } city) return answer(city);
        foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
        return terminal.Fail(Exit.Failed, string.Create(CultureInfo.InvariantCulture, $"{problems.Count} problem{(problems.Count == 1 ? "" : "s")} in {file}"));
    }

    public int Answer(Terminal terminal, ParseResult parsed, Func<CityModel, Supposition, int> answer) => OfCity(terminal, parsed, city =>
    {
        List<IPAddress> from = [];
        foreach (var text in parsed.GetValue(From)!)
        {
            if (!IPAddress.TryParse(text, out var address)) return terminal.Fail(Exit.Usage, $"'{text}' is no address such as 203.0.113.7");
            from.Add(address);
        }

        var supposed = new Supposition([.. parsed.GetValue(Held)!.Select(a => new AssetId(a))], parsed.GetValue(Login)!, from, [.. parsed.GetValue(Tried)!.Select(a => new AssetId(a))]);
        return supposed.Unknown(city).FirstOrDefault() is { } wrong ? terminal.Fail(Exit.Usage, wrong) : answer(city, supposed);
    });

    private static Option<string[]> Many(string name, string description, string help) =>
        new(name) { Description = description + "; may be given again", HelpName = help, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
}
