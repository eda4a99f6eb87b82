using System.CommandLine;
using Ward.City;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Respond.Dialogue;
using Ward.Storage.Operational;
using Ward.Trust.Certificates;

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
        var elements = new Option<string[]>("--element") { Description = "Elements of the city that it serves; none where it only collects", AllowMultipleArgumentsPerToken = true, HelpName = "ID" };
        address.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || url.Scheme != "https")
                result.AddError("--address: expected https://HOST:PORT, as the agent prints it");
        });
        var add = new Command("add", "Enrol an agent by its one-time code; without a running server, into the state folder itself") { address, code, elements, ServerOptions.State, ServerOptions.Url, ServerOptions.Json };
        add.SetAction((parsed, stop) => Enrol(parsed, terminal, new Uri(parsed.GetValue(address)!), parsed.GetValue(code)!, parsed.GetValue(elements)!, stop));
        return add;
    }

    private static async Task<int> Enrol(ParseResult parsed, Terminal terminal, Uri address, string code, string[] elements, CancellationToken stop)
    {
        var state = ServerOptions.StateFolder(parsed, terminal);
        if (parsed.GetValue(ServerOptions.Url) is null && terminal.Variable("WARD_SERVER") is null && !File.Exists(Path.Combine(state, "server.url")))
            return await EnrolHere(terminal, state, address, code, elements, stop).ConfigureAwait(false);
        using var client = ServerClient.Open(parsed, terminal, out var exit);
        if (client is null) return exit;
        switch (await client.Post("agents", new { address = address.OriginalString, code, elements }, stop).ConfigureAwait(false))
        {
            case Answer.Given given:
                await terminal.Out.WriteLineAsync(parsed.GetValue(ServerOptions.Json) ? given.Body.GetRawText()
                    : Enrolled(Cells.Text(given.Body, "address"), Cells.Text(given.Body, "elements"), Cells.Text(given.Body, "fingerprint"))).ConfigureAwait(false);
                return Exit.Done;
            case Answer.Failed failed:
                return terminal.Fail(failed.Code, failed.Words);
            default:
                throw new InvalidOperationException("An answer of an unknown kind.");
        }
    }

    /// <summary>The city's authority lies in the state folder; whoever owns it may enrol, while no server keeps it.</summary>
    private static async Task<int> EnrolHere(Terminal terminal, string state, Uri address, string code, string[] elements, CancellationToken stop)
    {
        Directory.CreateDirectory(state);
        using var held = StateFolderLock.Take(state);
        using var authority = new CityAuthority(new KeyFolder(Path.Combine(state, OfflineRelease.TrustFolder)), terminal.Clock);
        var enrolment = new Enrolment(new AgentRegistry(new AgentFile(state)), authority, terminal.Clock);
        switch (await enrolment.Enrol(address, code, [.. elements.Select(e => new ElementId(e))], stop).ConfigureAwait(false))
        {
            case EnrolmentResult.Enrolled done:
                await terminal.Out.WriteLineAsync(Enrolled(done.Agent.Address.ToString(), string.Join(", ", elements), done.Agent.Pin)).ConfigureAwait(false);
                return Exit.Done;
            case EnrolmentResult.Refused refused:
                return terminal.Fail(Exit.Failed, refused.Reason);
            default:
                throw new InvalidOperationException("A result of an unknown kind.");
        }
    }

    private static string Enrolled(string address, string elements, string key) => $"Enrolled the agent at {address} for {(elements.Length > 0 ? elements : "collecting")}; its key has SHA-256 {key}";
}
