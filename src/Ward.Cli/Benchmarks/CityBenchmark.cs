using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ward.City.Reading;

namespace Ward.Cli.Benchmarks;

/// <summary>How long it takes to read and check a large city.</summary>
internal sealed class CityBenchmark : IBenchmark
{
    private const int Assets = 20_000;
    private const int Runs = 5;

    public string Name => "city";

    public string Description => "Reading and checking a city of 20,000 assets and 40,000 flows from YAML";

    public Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, CancellationToken stop) => Task.Run<IReadOnlyList<BenchmarkRow>>(() =>
    {
        var text = Large();
        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            stop.ThrowIfCancellationRequested();
            var began = clock.GetTimestamp();
            if (CityReader.Read("large.yaml", text) is not CityReading.Read) throw new InvalidOperationException("The made city is not valid.");
            if (run > 0) times.Add(clock.GetElapsedTime(began).TotalMilliseconds); // the first run compiles
        }

        var conditions = new Dictionary<string, string>
        {
            ["assets"] = Assets.ToString(CultureInfo.InvariantCulture),
            ["bytes"] = Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture),
            ["runs"] = Runs.ToString(CultureInfo.InvariantCulture),
            ["threads"] = "1",
            ["machine"] = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}",
        };
        return [new BenchmarkRow("city.read.median", times.Order().ElementAt(Runs / 2), "ms", conditions), new BenchmarkRow("city.read.worst", times.Max(), "ms", conditions)];
    }, stop);

    private static string Large()
    {
        var text = new StringBuilder("id: large\nname: Large\nzones:\n  - {id: internet, kind: external}\n  - {id: inside, kind: office, networks: [10.0.0.0/8]}\nassets:\n");
        for (var i = 0; i < Assets; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: a{i}, zone: inside, kind: server, addresses: [10.{(i / 62500) + 1}.{i / 250 % 250}.{i % 250}], listens: [ssh, https]}}\n");
        text.Append("flows:\n");
        for (var i = 0; i < 2 * Assets; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: f{i}, from: a{i % Assets}, to: a{((i * 7) + 1 + (2 * (i / Assets))) % Assets}, port: ssh, perDay: {i % 100}}}\n");
        return text.ToString();
    }
}
