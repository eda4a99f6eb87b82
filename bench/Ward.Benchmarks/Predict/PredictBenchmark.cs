using System.Globalization;
using Ward.Benchmarks.Cities;
using Ward.City;
using Ward.City.Reading;

namespace Ward.Benchmarks.Predict;

/// <summary>
/// Forecasts scored on simulated attackers who are not the forecast's: training campaigns give the popularity baseline and the recalibration, others the figures.
/// Same seeds, same figures, but for the times.
/// </summary>
internal static class PredictBenchmark
{
    public static IEnumerable<Row> Run(int campaigns, int cities, string? part)
    {
        if (part is null or "score")
        {
            var all = new List<(string Name, CityModel City)> { ("sample city", Sample()) };
            for (var seed = 1; seed <= cities; seed++) all.Add((string.Create(CultureInfo.InvariantCulture, $"generated {seed}"), CityGenerator.Generate(seed, 1_000)));
            foreach (var row in CityScore.Rows([.. all.Select((c, i) => CityScore.Of(c.Name, c.City, campaigns, i + 1))])) yield return row;
        }

        if (part is null or "time")
        {
            foreach (var row in ForecastTimes.Run("sample city", Sample(), false)) yield return row;
            foreach (var row in ForecastTimes.Run("generated, 100k nodes", CityGenerator.Generate(1, 100_000), true)) yield return row;
        }
    }

    private static CityModel Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) folder = folder.Parent;
        var file = Path.Combine(folder?.FullName ?? ".", "samples", "city", "city.yaml");
        return CityReader.Read(file, File.ReadAllText(file)) is CityReading.Read read ? read.City : throw new InvalidDataException($"{file} is refused");
    }
}
