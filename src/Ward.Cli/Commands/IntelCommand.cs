using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward intel: the threat feeds, what they say, what one would have hit, and which are watched for.</summary>
internal static class IntelCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("intel", "Threat feeds and their indicators");
        command.Subcommands.Add(DataCommand.Create("list", "Every threat feed with what it holds and how it is", terminal, (_, client, stop) => client.Get("intel/feeds", stop), (_, body) => List(terminal, body)));
        var feed = new Argument<string>("feed") { Description = "Id of the feed in ward.yaml, switched on or not", HelpName = "FEED" };
        command.Subcommands.Add(DataCommand.Create("try", "Fetch a feed and say how many of the last day's events it would have hit", terminal,
            (parsed, client, stop) => client.Post($"intel/feeds/{Uri.EscapeDataString(parsed.GetValue(feed)!)}/try", new { }, stop), (_, body) => Try(terminal, body), feed));
        command.Subcommands.Add(Switch("on", "Watch for a feed's values from now on, whatever ward.yaml says; try it first", terminal, feed, on: true));
        command.Subcommands.Add(Switch("off", "Watch for a feed's values no longer, whatever ward.yaml says", terminal, feed, on: false));
        var value = new Argument<string>("value") { Description = "An address, network, domain, URL, digest, mail address or JA4", HelpName = "VALUE" };
        command.Subcommands.Add(DataCommand.Create("check", "Which feeds hold a value, and whether a measure may rest on it", terminal,
            (parsed, client, stop) => client.Get($"intel/check?value={Uri.EscapeDataString(parsed.GetValue(value)!)}", stop), (_, body) => Check(terminal, body), value));
        return command;
    }

    private static Command Switch(string name, string description, Terminal terminal, Argument<string> feed, bool on) =>
        DataCommand.Create(name, description, terminal, (parsed, client, stop) => client.Put($"intel/feeds/{Uri.EscapeDataString(parsed.GetValue(feed)!)}/on", new { on }, stop),
            (_, body) => terminal.Out.WriteLine($"{Cells.Text(body, "id")} is {(on ? $"on: {Cells.Text(body, "values")} values and {Cells.Text(body, "patterns")} patterns are watched for, and it is asked for newer ones now" : "off: nothing of it is watched for")}."), feed);

    private static void List(Terminal terminal, JsonElement intel)
    {
        var table = Cells.Table("Feed", "Kind", "Reliability", "Values", "Patterns", "May block", "Never block", "Own", "Refused", "Changed", "State");
        foreach (var feed in Cells.Items(intel, "feeds"))
            Cells.Row(table, Cells.Text(feed, "id"), Cells.Text(feed, "kind"), Cells.Text(feed, "reliability"), Cells.Text(feed, "values"), Cells.Text(feed, "patterns"), Cells.Text(feed, "mayBlock"),
                Cells.Text(feed, "neverBlock"), Cells.Text(feed, "leftOut"), Cells.Text(feed, "refused"), Cells.Moment(feed, "changed"), Cells.Text(feed, "state"));
        terminal.Print(table);
        terminal.Out.WriteLine($"{Cells.Text(intel, "indicators")} values and {Cells.Text(intel, "patterns")} patterns; {Cells.Text(intel, "neverBlockLists")} never-block lists of {Cells.Text(intel, "neverBlockEntries")} entries.");
        foreach (var feed in Cells.Items(intel, "feeds"))
        {
            if (Cells.Text(feed, "state") is not ("fresh" or "off")) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: {Cells.Text(feed, "stateReason")}");
            foreach (var sample in Cells.Items(feed, "samples")) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: refused {Cells.Text(sample)}");
        }

        foreach (var problem in Cells.Items(intel, "problems")) terminal.Out.WriteLine(Cells.Text(problem));
    }

    private static void Try(Terminal terminal, JsonElement trial)
    {
        terminal.Out.WriteLine(Cells.Text(trial, "words"));
        if (Cells.Text(trial, "trouble") is var trouble and not Cells.None) terminal.Out.WriteLine($"It would be held back: {trouble}");
        terminal.Out.WriteLine($"{Cells.Text(trial, "values")} values, {Cells.Text(trial, "patterns")} patterns, {Cells.Text(trial, "refused")} refused.");
        foreach (var sample in Cells.Items(trial, "samples")) terminal.Out.WriteLine($"refused {Cells.Text(sample)}");
        var table = Cells.Table("Value", "Events", "May block", "Why");
        foreach (var value in Cells.Items(trial, "top")) Cells.Row(table, Cells.Text(value, "value"), Cells.Text(value, "events"), Cells.Text(value, "mayBlock"), Cells.Text(value, "reason"));
        if (Cells.Items(trial, "top").Any()) terminal.Print(table);
    }

    private static void Check(Terminal terminal, JsonElement check)
    {
        terminal.Out.WriteLine($"{Cells.Text(check, "value")} ({Cells.Text(check, "type")})");
        if (Cells.Text(check, "unfit") is var unfit and not Cells.None) terminal.Out.WriteLine($"Never blocked: {unfit}");
        if (!Cells.Items(check, "mentions").Any())
        {
            terminal.Out.WriteLine("No feed holds it.");
            return;
        }

        var table = Cells.Table("Feed", "Reliability", "Names", "Confidence", "Now", "First seen", "Until", "Said to be", "May block", "Why");
        foreach (var m in Cells.Items(check, "mentions"))
            Cells.Row(table, Cells.Text(m, "feed"), Cells.Text(m, "reliability"), Cells.Text(m, "value"), Cells.Text(m, "confidence"), Cells.Text(m, "now"), Cells.Moment(m, "firstSeen"), Cells.Moment(m, "validUntil"),
                Cells.Text(m, "label"), Cells.Text(m, "mayBlock"), Cells.Text(m, "reason"));
        terminal.Print(table);
    }
}
