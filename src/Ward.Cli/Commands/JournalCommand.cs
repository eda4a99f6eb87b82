using System.CommandLine;
using System.Globalization;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

internal static class JournalCommand
{
    public static Command Create(Terminal terminal)
    {
        var limit = new Option<int>("--limit") { Description = "At most this many lines", DefaultValueFactory = _ => 50, HelpName = "N" };
        var verify = new Option<bool>("--verify") { Description = "Recompute the hash chain of the audit trail" };
        return DataCommand.Create("journal", "Who did what, when and why, newest first", terminal,
            (parsed, client, stop) => client.Get($"journal?limit={parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)}{(parsed.GetValue(verify) ? "&verify=true" : "")}", stop),
            (parsed, journal) =>
            {
                var table = Cells.Table("When (UTC)", "Who", "Did", "To", "");
                foreach (var row in Cells.Items(journal, "rows"))
                    Cells.Row(table, Cells.Moment(row, "at"), Cells.Text(row, "actor"), Cells.Text(row, "act"), Cells.Text(row, "subject"), Cells.Text(row, "words"));
                terminal.Print(table);
                if (Cells.Text(journal, "auditShown") == "no") terminal.Out.WriteLine("The audit trail is not shown: the token's roles do not allow it.");
                if (!parsed.GetValue(verify)) return;
                terminal.Out.WriteLine(Cells.Text(journal, "chainHolds") switch
                {
                    "yes" => "The hash chain of the audit trail holds.",
                    "no" => $"THE HASH CHAIN IS BROKEN at record {Cells.Text(journal, "firstBroken")}.",
                    _ => "The hash chain was not checked.",
                });
            },
            limit, verify);
    }
}
