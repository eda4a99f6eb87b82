using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Benchmarks;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward bench: the one door to every benchmark.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal, IReadOnlyList<IBenchmark> benchmarks)
    {
        var name = new Argument<string?>("name") { Description = "Which one; without it, all are listed", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
        var more = new Argument<string[]>("argument") { Description = "What the benchmark works on", Arity = ArgumentArity.ZeroOrMore, HelpName = "ARGUMENT" };
        var json = new Option<bool>("--json") { Description = "A row each with name, value, unit and conditions" };
        var only = new Option<string?>("--only") { Description = "Of 'decode', 'correlate' and 'reflex': those whose name has this in it", HelpName = "TEXT" };
        var growth = new Option<bool>("--growth") { Description = "Of 'decode': what twice the input costs" };
        var command = new Command("bench", "Measure Ward on this machine") { name, more, only, growth, json };
        command.SetAction(async (parsed, stop) =>
        {
            var wanted = parsed.GetValue(name);
            if (wanted is null)
            {
                var list = Cells.Table("Benchmark", "Measures", "Options");
                foreach (var each in benchmarks) Cells.Row(list, each.Name, each.Description, string.Join(' ', each.Options));
                terminal.Print(list);
                return Exit.Done;
            }

            if (benchmarks.FirstOrDefault(b => b.Name == wanted) is not { } benchmark)
                return terminal.Fail(Exit.Usage, $"there is no benchmark \"{wanted}\"; there are: {string.Join(", ", benchmarks.Select(b => b.Name))}");
            List<string> arguments = [.. parsed.GetValue(more) ?? []];
            // Options of a benchmark that are not of this command stand among what it works on.
            if (arguments is [var first, ..] && !benchmark.TakesMore && !first.StartsWith("--", StringComparison.Ordinal))
                return terminal.Fail(Exit.Usage, $"the benchmark \"{wanted}\" works on nothing but its own data, and does not take \"{first}\"{(benchmark.Options.Count > 0 ? $"; its options: {string.Join(", ", benchmark.Options)}" : "")}");
            if (parsed.GetValue(only) is { } text) arguments.AddRange(["--only", text]);
            if (parsed.GetValue(growth)) arguments.Add("--growth");
            if (arguments.FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && !benchmark.Options.Contains(a)) is { } strange)
                return terminal.Fail(Exit.Usage, $"the benchmark \"{wanted}\" takes no {strange}; its options: {(benchmark.Options.Count > 0 ? string.Join(", ", benchmark.Options) : "none")}");
            var rows = await benchmark.Run(terminal.Clock, arguments, stop).ConfigureAwait(false);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(rows, JsonShape.Indented)).ConfigureAwait(false);
            else Print(terminal, rows);
            return Exit.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, IReadOnlyList<BenchmarkRow> rows)
    {
        var table = Cells.Table("Name", "Value", "Unit", "Conditions");
        foreach (var row in rows)
            Cells.Row(table, row.Name, row.Value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "not measured", row.Unit, string.Join("; ", row.Conditions.Select(c => $"{c.Key} {c.Value}")));
        terminal.Print(table);
    }
}
