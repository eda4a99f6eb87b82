using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ward.City.Reading;

namespace Ward.Cli.Benchmarks;

/// <summary>How long it takes to read and check a large city.</summary>
/// <param name="assets">Flows are twice as many.</param>
internal sealed class CityBenchmark(int assets = 20_000) : IBenchmark
{
    private const int Runs = 5;

    public string Name => "city";

    public string Description => string.Create(CultureInfo.InvariantCulture, $"Reading and checking a city of {assets:N0} assets and {2 * assets:N0} flows from YAML");

    public IReadOnlyList<string> Options => [];

    public Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, IReadOnlyList<string> arguments, CancellationToken stop) => Task.Run<IReadOnlyList<BenchmarkRow>>(() =>
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
            ["assets"] = assets.ToString(CultureInfo.InvariantCulture),
            ["bytes"] = Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture),
            ["runs"] = Runs.ToString(CultureInfo.InvariantCulture),
            ["threads"] = "1",
            ["machine"] = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}",
        };
        return [new BenchmarkRow("city.read.median", times.Order().ElementAt(Runs / 2), "ms", conditions), new BenchmarkRow("city.read.worst", times.Max(), "ms", conditions)];
    }, stop);

    private string Large()
    {
        var text = new StringBuilder("id: large\nname: Large\nzones:\n  - {id: internet, kind: external}\n  - {id: inside, kind: office, networks: [10.0.0.0/8]}\nassets:\n");
        for (var i = 0; i < assets; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: a{i}, zone: inside, kind: server, addresses: [10.{(i / 62500) + 1}.{i / 250 % 250}.{i % 250}], listens: [ssh, https]}}\n");
        text.Append("flows:\n");
        for (var i = 0; i < 2 * assets; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: f{i}, from: a{i % assets}, to: a{((i * 7) + 1 + (2 * (i / assets))) % assets}, port: ssh, perDay: {i % 100}}}\n");
        return text.ToString();
    }
}
