using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward feeds: what came, what was understood, and the correction of a wrong guess.</summary>
internal static class FeedsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = Feeds(terminal);
        command.Subcommands.Add(Show(terminal));
        command.Subcommands.Add(Set(terminal));
        command.Subcommands.Add(ConnectCommand.Create(terminal));
        command.Subcommands.Add(CoverageCommand.Create(terminal));
        return command;
    }

    /// <summary>A share of 0 to 1 as a percentage; '-' where it is not there.</summary>
    public static string Share(JsonElement element, string name) =>
        Cells.TryField(element, name, out var share) && share.ValueKind == JsonValueKind.Number ? share.GetDouble().ToString("p1", CultureInfo.InvariantCulture) : Cells.None;

    private static Command Feeds(Terminal terminal) => DataCommand.Create(
        "feeds", "Every feed with what was understood, what was not, and trouble", terminal,
        (_, client, stop) => client.Get("feeds", stop),
        (_, feeds) =>
        {
            var table = Cells.Table("Feed", "Kind", "Where", "Read as", "Rate/s", "Received", "Understood", "Share", "Not", "Dropped", "Refused", "Last seen", "State");
            foreach (var feed in Cells.Items(feeds))
                Cells.Row(table, Cells.Text(feed, "id"), Cells.Text(feed, "kind"), Cells.Text(feed, "where"), Cells.Text(feed, "decoder"), Rate(feed), Cells.Text(feed, "received"), Cells.Text(feed, "understood"),
                    Share(feed, "understoodShare"), Cells.Text(feed, "notUnderstood"), Cells.Text(feed, "dropped"), Cells.Text(feed, "refused"), Cells.Moment(feed, "lastSeen"), Cells.Text(feed, "state"));
            terminal.Print(table);
            foreach (var feed in Cells.Items(feeds))
            {
                if (Cells.Text(feed, "trouble") is var trouble and not Cells.None) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: {trouble}");
                if (Cells.Text(feed, "sample") is var sample and not Cells.None) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: not understood, for example: {sample}");
            }
        });

    private static Command Show(Terminal terminal)
    {
        var feed = new Argument<string>("feed") { Description = "The feed", HelpName = "FEED" };
        return DataCommand.Create(
            "show", "One feed: who reads it, what is lost and why, the last lines that were not understood", terminal,
            (parsed, client, stop) => client.Get(Path(parsed.GetValue(feed)!), stop),
            (_, shown) => Print(terminal, shown), feed);
    }

    private static Command Set(Terminal terminal)
    {
        var feed = new Argument<string>("feed") { Description = "The feed", HelpName = "FEED" };
        var decoder = new Option<string>("--decoder") { Description = "Who reads its new lines: a name of 'ward feeds coverage', or auto; the one that the configuration names ends a correction", Required = true, HelpName = "NAME" };
        return DataCommand.Create(
            "set", "Correct who reads a feed; counts for new lines at once and stays", terminal,
            (parsed, client, stop) => client.Put($"{Path(parsed.GetValue(feed)!)}/decoder", new { decoder = parsed.GetValue(decoder) }, stop),
            (_, shown) => terminal.Out.WriteLine($"{Cells.Text(shown, "id")} is read as {Cells.Text(shown, "decoder")} from now on: {Cells.Text(shown, "choice", "words")}"),
            feed, decoder);
    }

    private static void Print(Terminal terminal, JsonElement feed)
    {
        terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: {Cells.Text(feed, "state")}. {Cells.Text(feed, "stateReason")}");
        terminal.Out.WriteLine($"{Cells.Text(feed, "kind")} at {Cells.Text(feed, "where")}, read as {Cells.Text(feed, "decoder")}: {Cells.Text(feed, "choice", "words")}");
        var counts = Cells.Table("Received", "Rate/s", "Understood", "Not", "Dropped", "Refused", "Cut", "Time not believed", "Last seen");
        Cells.Row(counts, Cells.Text(feed, "received"), Rate(feed), Cells.Text(feed, "understood"), Cells.Text(feed, "notUnderstood"), Cells.Text(feed, "dropped"), Cells.Text(feed, "refused"),
            Cells.Text(feed, "cut"), Cells.Text(feed, "clockNotBelieved"), Cells.Moment(feed, "lastSeen"));
        terminal.Print(counts);
        var readers = Cells.Table("Read by", "Whose lines", "Lines", "Share");
        var any = false;
        foreach (var reader in Cells.Items(feed, "decoders"))
        {
            Cells.Row(readers, Cells.Text(reader, "decoder"), Cells.Text(reader, "source"), Cells.Text(reader, "lines"), Share(reader, "share"));
            any = true;
        }

        if (any) terminal.Print(readers);
        foreach (var drop in Cells.Items(feed, "drops")) terminal.Out.WriteLine($"dropped: {Cells.Text(drop, "count")} {Cells.Text(drop, "words")}");
        foreach (var loss in Cells.Items(feed, "packets", "losses")) terminal.Out.WriteLine($"packets: {Cells.Text(loss, "count")} {Cells.Text(loss, "words")}");
        foreach (var sample in Cells.Items(feed, "samples")) terminal.Out.WriteLine($"not understood, {Cells.Moment(sample, "at")}: {Cells.Text(sample, "line")}");
    }

    private static string Rate(JsonElement feed) =>
        Cells.TryField(feed, "perSecond", out var rate) && rate.ValueKind == JsonValueKind.Number ? rate.GetDouble().ToString("0.##", CultureInfo.InvariantCulture) : Cells.None;

    private static string Path(string feed) => $"feeds/{Uri.EscapeDataString(feed)}";
}
