using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward rules filter: what the city keeps quiet. A filter is tried on stored history, kept by the server with an owner and an end, and removed.</summary>
internal static class RuleFilterCommand
{
    /// <summary>A preview reads up to two million events.</summary>
    private static readonly TimeSpan ForAPreview = TimeSpan.FromMinutes(10);

    public static Command Create(Terminal terminal) => new("filter", "Filters of rules and other detectors: try one on history, keep it, remove it") { Preview(terminal), Propose(terminal), Add(terminal), Remove(terminal), List(terminal) };

    private static Command Preview(Terminal terminal)
    {
        var file = File();
        var since = new Option<string>("--since") { Description = "How far back, such as 12h or 7d", DefaultValueFactory = _ => "7d", HelpName = "SPAN" };
        return DataCommand.Create("preview", "What a filter would have kept quiet in stored history, and whether it should not have", terminal,
            async (parsed, client, stop) => await client.Post("rules/filters/preview", new { text = await Text(parsed.GetValue(file)!, stop).ConfigureAwait(false), since = parsed.GetValue(since) }, stop, ForAPreview).ConfigureAwait(false),
            (_, preview) => Show(terminal, preview), file, since);
    }

    private static Command Propose(Terminal terminal)
    {
        var incident = new Argument<string>("incident") { Description = "Id of the incident", HelpName = "INCIDENT" };
        var finding = new Argument<string>("finding") { Description = "Id of one of its findings", HelpName = "FINDING" };
        var days = new Option<int>("--days") { Description = "For how long (1 to 366)", DefaultValueFactory = _ => 30, HelpName = "N" };
        var why = new Option<string?>("--why") { Description = "The reason, for those who read it later", HelpName = "TEXT" };
        return DataCommand.Create("propose", "The narrowest filter that keeps a finding quiet, as text", terminal,
            (parsed, client, stop) => client.Post("rules/filters/propose", new { incident = parsed.GetValue(incident), finding = parsed.GetValue(finding), days = parsed.GetValue(days), why = parsed.GetValue(why) }, stop),
            (_, proposal) =>
            {
                if (!Cells.TryField(proposal, "text", out var text)) return;
                foreach (var line in text.GetString()!.Split('\n')) terminal.Out.WriteLine(Ward.Standards.Yaml.Printable.Of(line));
            },
            incident, finding, days, why);
    }

    private static Command Add(Terminal terminal)
    {
        var file = File();
        var wide = new Option<bool>("--wide") { Description = "A filter that names no rule, and so is about every one, is meant" };
        return DataCommand.Create("add", "Keep a filter in the server's state folder; it needs an author and ward: {until}", terminal,
            async (parsed, client, stop) => await client.Post("rules/filters", new { text = await Text(parsed.GetValue(file)!, stop).ConfigureAwait(false), wide = parsed.GetValue(wide) }, stop).ConfigureAwait(false),
            (_, done) => terminal.Out.WriteLine($"{Cells.Text(done, "words")} 'ward rules filter remove {Cells.Text(done, "name")}' removes it; it ends with {Cells.Text(done, "until")}."), file, wide);
    }

    private static Command Remove(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "Name of the filter, as 'list' shows it", HelpName = "NAME" };
        return DataCommand.Create("remove", "Remove a filter that was made here; what it kept quiet speaks again", terminal,
            (parsed, client, stop) => client.Delete($"rules/filters/{Uri.EscapeDataString(parsed.GetValue(name)!)}", stop), (_, _) => terminal.Out.WriteLine("removed"), name);
    }

    private static Command List(Terminal terminal) => DataCommand.Create("list", "The filters of the watch, those that end first first", terminal, (_, client, stop) => client.Get("rules", stop), (_, rules) =>
    {
        var table = Cells.Table("Name", "State", "Until", "Owner", "Silenced", "What", "Rules");
        foreach (var filter in Cells.Items(rules, "filters"))
            Cells.Row(table, Cells.Text(filter, "name"), Cells.Text(filter, "state"), Cells.Text(filter, "until"), Cells.Text(filter, "owner"), Cells.Text(filter, "silenced"), Cells.Text(filter, "title"), Cells.Text(filter, "rules"));
        terminal.Print(table);
    });

    private static void Show(Terminal terminal, JsonElement preview)
    {
        terminal.Out.WriteLine(Cells.Text(preview, "words"));
        foreach (var warning in Cells.Items(preview, "warnings")) terminal.Out.WriteLine($"WARNING  {Cells.Text(warning, "words")} ({Cells.Text(warning, "incident")})");
        var table = Cells.Table("Rule", "Spoke", "Silenced");
        foreach (var rule in Cells.Items(preview, "rules")) Cells.Row(table, Cells.Text(rule, "title"), Cells.Text(rule, "spoken"), Cells.Text(rule, "silenced"));
        terminal.Print(table);
        foreach (var rule in Cells.Items(preview, "rules"))
            foreach (var sample in Cells.Items(rule, "samples"))
            {
                terminal.Out.WriteLine($"  {Cells.Moment(sample, "time")}  {Cells.Text(sample, "title")}");
                foreach (var line in Cells.Items(sample, "evidence").Take(1)) terminal.Out.WriteLine($"      {Cells.Text(line, "line")}");
            }
    }

    private static Argument<string> File() => new("file") { Description = "A file of Sigma filters", HelpName = "FILE" };

    /// <exception cref="IOException">The file cannot be read; the message names it.</exception>
    private static Task<string> Text(string file, CancellationToken stop) => System.IO.File.ReadAllTextAsync(file, stop);
}
