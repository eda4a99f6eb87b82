using System.CommandLine;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward agents: those that are enrolled, and the enrolment of another.</summary>
internal static class AgentsCommand
{
    public static Command Create(Terminal terminal)
    {
        var agents = DataCommand.Create("agents", "Enrolled agents and what their elements hold", terminal,
            (_, client, stop) => client.Get("agents", stop),
            (_, body) =>
            {
                var table = Cells.Table("Agent", "Address", "Elements", "Reachable", "In force");
                foreach (var agent in Cells.Items(body))
                    Cells.Row(table, Cells.Text(agent, "id"), Cells.Text(agent, "address"), Cells.Text(agent, "elements"), Cells.Text(agent, "reachable"),
                        Cells.Items(agent, "held").Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
                terminal.Print(table);
            });
        agents.Subcommands.Add(Add(terminal));
        return agents;
    }

    private static Command Add(Terminal terminal)
    {
        var address = new Option<string>("--address") { Description = "https://HOST:PORT, as the agent prints it", Required = true, HelpName = "URL" };
        var code = new Option<string>("--code") { Description = "The one-time code that the agent prints", Required = true, HelpName = "CODE" };
        var elements = new Option<string[]>("--element") { Description = "Elements of the city that it serves", Required = true, AllowMultipleArgumentsPerToken = true, HelpName = "ID" };
        address.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || url.Scheme != "https")
                result.AddError("--address: expected https://HOST:PORT, as the agent prints it");
        });
        return DataCommand.Create("add", "Enrol an agent by its one-time code", terminal,
            (parsed, client, stop) => client.Post("agents", new { address = parsed.GetValue(address), code = parsed.GetValue(code), elements = parsed.GetValue(elements) }, stop),
            (_, agent) => terminal.Out.WriteLine($"Enrolled {Cells.Text(agent, "id")} at {Cells.Text(agent, "address")} for {Cells.Text(agent, "elements")}; its certificate has SHA-256 {Cells.Text(agent, "fingerprint")}"),
            address, code, elements);
    }
}
