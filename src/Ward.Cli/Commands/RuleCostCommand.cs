using System.CommandLine;
using System.Globalization;
using Ward.Cli.Shown;
using Ward.Detect.Costing;
using Ward.Ingest.Decoders;

namespace Ward.Cli.Commands;

/// <summary>ward rules cost EVENTS: which rules cost the most over given lines. Needs no server.</summary>
internal static class RuleCostCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("events") { Description = "A file of lines, as they came or as 'ward search --json' and 'ward export' write them; '-' for standard input", HelpName = "EVENTS" };
        var paths = new Option<string[]>("--rules") { Description = "Files, folders, archives (default: the rules that come with Ward and those of the configuration); may be given several times", HelpName = "PATH" };
        var decoder = new Option<string>("--decoder") { Description = "Whose lines they are; 'auto' looks at each line", DefaultValueFactory = _ => DecoderSet.Auto, HelpName = "NAME" };
        var top = new Option<int>("--top") { Description = "How many rules are shown", DefaultValueFactory = _ => 20, HelpName = "N" };
        var rounds = new Option<int>("--passes") { Description = "Over how many passes the least time is taken", DefaultValueFactory = _ => 5, HelpName = "N" };
        var command = new Command("cost", "The dearest rules over lines: time, and how often the whole condition had to be evaluated") { file, paths, decoder, top, rounds, RulesAtHand.Config };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(rounds) is < 1 or > 10_000) return terminal.Fail(Exit.Usage, "--passes: expected 1 to 10000");
            if (RulesAtHand.Read(parsed, parsed.GetValue(paths) ?? [], terminal, out var code) is not { } rules) return code;
            var lines = await EventLines.Read(parsed.GetValue(file)!, terminal.In, stop).ConfigureAwait(false);
            if (EventLines.Events(lines, parsed.GetValue(decoder)!, null, null) is not { } events)
                return terminal.Fail(Exit.Usage, $"there is no decoder \"{parsed.GetValue(decoder)}\"; there are: {string.Join(", ", DecoderSet.Names)}");
            var meter = new CostMeter(rules.Set, terminal.Clock);
            meter.Pass(events);
            meter.Forget();
            for (var round = 0; round < parsed.GetValue(rounds); round++)
            {
                stop.ThrowIfCancellationRequested();
                meter.Pass(events);
            }

            Print(terminal, meter.Costs(), events.Count, events.Count(e => e.Decoder.Length == 0), parsed.GetValue(top));
            return Exit.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, IReadOnlyList<RuleCost> costs, int events, int unread, int top)
    {
        var whole = costs.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Time);
        var table = Cells.Table("Rule", "ns/event", "Share", "Evaluated", "of eligible", "Matched", "");
        foreach (var cost in costs.Where(c => c.Evaluated > 0).Take(top))
        {
            Cells.Row(table, cost.Rule.Title, Number(cost.Time.TotalNanoseconds / events, "n0"), whole > TimeSpan.Zero ? Number(cost.Time / whole, "p0") : "-",
                Number(cost.Evaluated, "n0"), Number(cost.Eligible, "n0"), Number(cost.Matched, "n0"), cost.WaitsForNothing ? "asks nothing that an index could look for" : "");
        }

        terminal.Print(table);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{events:n0} events ({unread:n0} understood by no decoder), {costs.Count:n0} rules: {costs.Count(c => c.Evaluated > 0):n0} had to be evaluated for some event, {costs.Count(c => c.Matched > 0):n0} matched; conditions cost {whole.TotalNanoseconds / events:n0} ns an event, indexes and findings not counted"));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
