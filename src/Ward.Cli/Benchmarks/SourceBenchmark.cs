using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ward.Configuration;

namespace Ward.Cli.Benchmarks;

/// <summary>A benchmark that lives in bench/ of a checkout: it is built there in Release, run as its own process, and its rows are read back.</summary>
internal sealed class SourceBenchmark(string name, string description, params IReadOnlyList<string> options) : IBenchmark
{
    private static readonly string Project = Path.Combine("bench", "Ward.Benchmarks", "Ward.Benchmarks.csproj");

    public string Name => name;

    public string Description => description;

    public IReadOnlyList<string> Options => options;

    public async Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var project = ShippedContent.Find(Project) ?? throw new IOException($"{Project} is not here: this benchmark needs a checkout of the source");
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", project, "--", name, .. arguments, "--json"]) { RedirectStandardOutput = true };
        // The guards are started from the folder in which this program lies, so that what is measured is what was built for use.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Ward.Server"))) start.Environment["WARD_BINARIES"] = AppContext.BaseDirectory;
        using var process = Process.Start(start) ?? throw new IOException("dotnet could not be started");
        var output = await process.StandardOutput.ReadToEndAsync(stop).ConfigureAwait(false);
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        if (process.ExitCode != 0) throw new IOException($"the benchmark ended with {process.ExitCode}");
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}";
        return
        [
            .. JsonSerializer.Deserialize<Row[]>(output.Trim().Split('\n')[^1], JsonSerializerOptions.Web)!.Select(r =>
                new BenchmarkRow(r.Name, r.Value, r.Unit, new Dictionary<string, string> { ["conditions"] = r.Conditions, ["machine"] = machine })),
        ];
    }

    private sealed record Row(string Name, double? Value, string Unit, string Conditions);
}
