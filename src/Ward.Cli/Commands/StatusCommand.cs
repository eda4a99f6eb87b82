using System.CommandLine;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward status: the watch in one look.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal) => DataCommand.Create(
        "status", "The watch in one look: incidents, plans, feeds, agents, and how far the searchable history is", terminal,
        (_, client, stop) => client.Get("status", stop),
        (_, status) =>
        {
            var table = Cells.Table("What", "Is");
            Cells.Row(table, "city", $"{Cells.Text(status, "cityName")}, Ward {Cells.Text(status, "version")}, since {Cells.Moment(status, "started")}");
            Cells.Row(table, "incidents", $"{Cells.Text(status, "incidentsOpen")} open");
            Cells.Row(table, "plans", $"{Cells.Text(status, "plansWaiting")} wait for a decision, {Cells.Text(status, "plansInForce")} in force");
            if (Cells.Text(status, "heldBack") == "yes") Cells.Row(table, "", "automatic action is held back");
            Cells.Row(table, "feeds", $"{Cells.Text(status, "feeds")}, {Cells.Text(status, "feedsInTrouble")} need a look: ward feeds");
            Cells.Row(table, "agents", $"{Cells.Text(status, "agents")}, {Cells.Text(status, "agentsReachable")} reachable");
            Cells.Row(table, "history", Cells.Text(status, "store", "words"));
            terminal.Print(table);
        });
}
