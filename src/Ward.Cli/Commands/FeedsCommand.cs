using System.CommandLine;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

internal static class FeedsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = Feeds(terminal);
        command.Subcommands.Add(CoverageCommand.Create(terminal));
        return command;
    }

    private static Command Feeds(Terminal terminal) => DataCommand.Create(
        "feeds", "Every feed with what was understood, what was not, and trouble", terminal,
        (_, client, stop) => client.Get("feeds", stop),
        (_, feeds) =>
        {
            var table = Cells.Table("Feed", "Kind", "Where", "Received", "Understood", "Not", "Dropped", "Last seen", "State");
            foreach (var feed in Cells.Items(feeds))
                Cells.Row(table, Cells.Text(feed, "id"), Cells.Text(feed, "kind"), Cells.Text(feed, "where"), Cells.Text(feed, "received"), Cells.Text(feed, "understood"),
                    Cells.Text(feed, "notUnderstood"), Cells.Text(feed, "dropped"), Cells.Moment(feed, "lastSeen"), Cells.Text(feed, "state"));
            terminal.Print(table);
            foreach (var feed in Cells.Items(feeds))
            {
                if (Cells.Text(feed, "trouble") is var trouble and not Cells.None) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: {trouble}");
                if (Cells.Text(feed, "sample") is var sample and not Cells.None) terminal.Out.WriteLine($"{Cells.Text(feed, "id")}: not understood, for example: {sample}");
            }
        });
}
