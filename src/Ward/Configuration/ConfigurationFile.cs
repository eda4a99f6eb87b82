using Ward.City.Reading;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Loads ward.yaml and the city that it names from disk.</summary>
public static class ConfigurationFile
{
    /// <param name="path">Relative to the working directory.</param>
    /// <param name="stateFolder">Overrides what the file says; null leaves it to the file, which defaults to .ward in the working directory.</param>
    public static ConfigurationReading Load(string path, string? stateFolder = null)
    {
        var full = Path.GetFullPath(path);
        var problems = new ProblemList(Shown(full));
        if (TextFile.Read(full, problems) is not { } text) return new ConfigurationReading.Refused(problems.Sorted());
        if (YamlFields.Read(text, problems) is not { } root) return new ConfigurationReading.Refused(problems.Sorted());

        var folder = Path.GetDirectoryName(full)!;
        var cityFile = Paths.Read(root["city"], "the path of the city's file", folder);
        var cityProblems = new ProblemList(Shown(cityFile));
        var city = problems.Count > 0 ? null : LoadCity(cityFile, cityProblems);
        var warnings = new ProblemList(problems.File);
        var configuration = ConfigurationReader.Read(root, folder, cityFile, stateFolder, city?.City, warnings);
        return configuration is not null && city is not null
            ? new ConfigurationReading.Read(configuration, city.City, [.. city.Warnings, .. warnings.Sorted()]) { File = full }
            : new ConfigurationReading.Refused([.. problems.Sorted(), .. cityProblems.Sorted()]);
    }

    /// <summary>The path as a person would type it from here.</summary>
    internal static string Shown(string full)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    internal static CityReading.Read? LoadCity(string file, ProblemList problems)
    {
        if (TextFile.Read(file, problems) is not { } text) return null;
        var reading = CityReader.Read(problems.File, text);
        if (reading is CityReading.Read read) return read;
        foreach (var problem in ((CityReading.Refused)reading).Problems) problems.Add(problem);
        return null;
    }
}
