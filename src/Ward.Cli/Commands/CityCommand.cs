using System.CommandLine;
using Ward.City.Reading;
using Ward.Cli.Shown;
using Ward.Configuration;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward city: check reads a city and names everything that is wrong with it; import, show, diff and risk are beside it.</summary>
internal static class CityCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "A city file, or a ward.yaml that names one", HelpName = "FILE" };
        var check = new Command("check", "Name everything that is wrong with a city, or say what it holds") { file };
        check.SetAction(parsed => Check(terminal, parsed.GetValue(file)!));
        return new Command("city", "The model of the city") { check, CityImportCommand.Create(terminal), CityShowCommand.Show(terminal), CityShowCommand.Diff(terminal), CityRiskCommand.Create(terminal) };
    }

    private static int Check(Terminal terminal, string file)
    {
        var problems = new ProblemList(file);
        if (TextFile.Read(file, problems) is not { } text) return Refusals.Print(terminal, problems.Sorted());
        switch (CityReader.Read(file, text))
        {
            case CityReading.Refused refused:
                return Refusals.Print(terminal, refused.Problems);
            case CityReading.Read read:
                foreach (var warning in read.Warnings) terminal.Error.WriteLine($"warning: {warning}");
                var city = read.City;
                terminal.Out.WriteLine($"{Printable.Of(city.Name)} ({city.Id}) is well formed.");
                terminal.Out.WriteLine($"{city.Zones.Count} zones, {city.Assets.Count} assets, {city.Services.Count} services, {city.Accounts.Count} accounts, "
                    + $"{city.Flows.Count} flows, {city.Exposures.Count} exposures, {city.Elements.Count} elements.");
                terminal.Out.WriteLine($"Version {city.Version}");
                return Exit.Done;
            default:
                throw new InvalidOperationException("A reading of an unknown kind.");
        }
    }
}
