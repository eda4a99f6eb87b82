using System.Text;
using Ward.City.Imports;
using Ward.Cities;
using Ward.Configuration;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel.Makers;
using Ward.Standards.Otm;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Cli.Threats;

/// <summary>Opens a threat model: a model of Threagile, an Open Threat Model, a city file or the book of one.</summary>
internal static class ModelFile
{
    /// <returns>Null, with problems added, where anything of it is wrong: findings over half a model would mislead.</returns>
    public static OpenedModel? Open(string file, ProblemList problems)
    {
        if (Directory.Exists(file)) file = Path.Combine(file, "city.yaml");
        if (TextFile.Read(file, problems) is not { } text) return null;
        switch (ImportFormats.Guess(Encoding.UTF8.GetBytes(text.Length > ImportFormats.Head ? text[..ImportFormats.Head] : text)))
        {
            case ImportFormat.Threagile:
                if (ThreagileReader.Read(text, problems) is not { } threagile || problems.Count > 0) return null;
                return new OpenedModel("a model of Threagile", ThreagileMaker.Of(threagile), ThreagileMaker.OwnFindings(threagile), TrackingRule.Of(threagile), null);
            case ImportFormat.Otm:
                if (OtmReader.Read(text, problems) is not { } otm || problems.Count > 0) return null;
                return new OpenedModel("an Open Threat Model", OtmMaker.Of(otm), [], [], null);
            case { } other and not ImportFormat.Csv:
                problems.Add(0, "", "a model of Threagile, an Open Threat Model or a city file", $"a file of another kind ({other.ToString().ToLowerInvariant()})");
                return null;
            default:
                return CityBook.Load(file, problems) is { } city ? new OpenedModel("a city", CityMaker.Of(city), [], [], city) : null;
        }
    }
}
