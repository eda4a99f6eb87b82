using System.Globalization;
using System.Text.Json;
using Ward.Benchmarks;
using Ward.Benchmarks.Reflex;

switch (args)
{
    case ["choice", .. var rest]:
        ChoiceBenchmark.Run([.. rest.Where(r => r != "--json")]);
        return 0;
    case ["reflex", .. var rest]:
        var attacks = Option(rest, "--attacks") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 200;
        var rows = new List<Row>();
        foreach (var row in ReflexBenchmark.Run(attacks, Option(rest, "--only"), Option(rest, "--row")))
        {
            rows.Add(row);
            if (!rest.Contains("--json")) Console.WriteLine($"{row.Name,-12} {row.Subject,-9} {row.Shown,12}  {row.Conditions}");
        }

        if (rest.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(rows.Select(r => new { name = $"{r.Subject}: {r.Name}", value = r.Finite, unit = r.Unit, conditions = r.Conditions })));
        return 0;
    case ["city-yaml", var nodes]:
        Console.Write(LargeCity.Yaml(int.Parse(nodes, CultureInfo.InvariantCulture)));
        return 0;
    default:
        Console.Error.WriteLine("usage: choice [graph nodes ...] | reflex [--attacks N] [--only NAME] [--row TEXT] [--json] | city-yaml NODES");
        return 2;
}

static string? Option(string[] arguments, string name) =>
    Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
