using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ward.Cli.Processes;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Configuration;

namespace Ward.Cli.Commands;

/// <summary>ward doctor: what this machine has of what Ward needs.</summary>
internal static class DoctorCommand
{
    private const string Good = "good";
    private const string Missing = "MISSING";
    private const string Optional = "not here";
    private const string Trouble = "TROUBLE";

    public static Command Create(Terminal terminal)
    {
        var config = new Option<string?>("--config") { Description = "Also check this configuration and the ports that it names", HelpName = "FILE" };
        var command = new Command("doctor", "Check this machine: runtime, programs, state folder, ports; and the server, where one runs") { config, ServerOptions.State, ServerOptions.Url };
        command.SetAction(async (parsed, stop) =>
        {
            var state = ServerOptions.StateFolder(parsed, terminal);
            var server = await Server(parsed, terminal, stop).ConfigureAwait(false);
            List<(string What, string State, string Words)> rows = [.. Check(terminal, parsed.GetValue(config), state, runs: server.Any(r => r is { What: "server", State: Good })), .. server];
            var table = Cells.Table("What", "Is", "");
            foreach (var row in rows) Cells.Row(table, row.What, row.State, row.Words);
            terminal.Print(table);
            if (rows.Any(r => r.State == Trouble)) return terminal.Fail(Exit.Failed, "the server that runs has trouble");
            return rows.Any(r => r.State == Missing) ? terminal.Fail(Exit.Failed, "something that Ward needs is missing") : Exit.Done;
        });
        return command;
    }

    /// <summary>What the server that runs says of itself: the history, and feeds that need a look.</summary>
    private static async Task<List<(string What, string State, string Words)>> Server(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        using var client = ServerClient.Open(parsed, terminal with { Error = TextWriter.Null }, out _);
        if (client is null) return [];
        if (await client.Get("status", stop).ConfigureAwait(false) is not Answer.Given status) return [("server", Optional, "named in the state folder, and does not answer")];
        List<(string, string, string)> rows = [("server", Good, $"{Cells.Text(status.Body, "cityName")}, Ward {Cells.Text(status.Body, "version")}")];
        rows.Add(("history", Cells.Text(status.Body, "store", "state") == "trouble" ? Trouble : Good, Cells.Text(status.Body, "store", "words")));
        if (await client.Get("feeds", stop).ConfigureAwait(false) is Answer.Given feeds)
            rows.AddRange(Cells.Items(feeds.Body).Select(f => (Feed: $"feed {Cells.Text(f, "id")}", State: Cells.Text(f, "state"), Reason: Cells.Text(f, "stateReason")))
                .Where(f => f.State is not ("ok" or "waiting")).Select(f => (f.Feed, f.State == "trouble" ? Trouble : f.State, f.Reason)));
        return rows;
    }

    private static IEnumerable<(string What, string State, string Words)> Check(Terminal terminal, string? config, string state, bool runs)
    {
        yield return (".NET runtime", Good, $"{Environment.Version} on {RuntimeInformation.RuntimeIdentifier}");
        foreach (var program in new[] { Siblings.Server, Siblings.Agent })
            yield return Siblings.Find(program, terminal.Programs) is { } found ? (program, Good, found) : (program, Missing, "build it, or install it beside this program");
        yield return Siblings.Find(Siblings.Solver, terminal.Programs) is { } solver ? (Siblings.Solver, Good, solver) : (Siblings.Solver, Optional, "without it large choices are told without their proof");
        yield return Folder(state);
        foreach (var (program, use) in new[] { ("nft", "the agent needs it to drive a firewall on this machine"), ("nginx", "the agent needs it to drive a web server on this machine"), ("conntrack", "cuts sessions that are already open") })
            yield return OnPath(terminal, program) is { } found ? (program, Good, found) : (program, Optional, use);
        if (config is null)
        {
            yield return Port("127.0.0.1:7878", new IPEndPoint(IPAddress.Loopback, 7878), SocketType.Stream, runs);
            yield break;
        }

        switch (ConfigurationFile.Load(config, state))
        {
            case ConfigurationReading.Refused refused:
                foreach (var problem in refused.Problems) yield return ("configuration", Missing, problem.ToString());
                break;
            case ConfigurationReading.Read read:
                yield return ("configuration", Good, $"{read.Configuration.Feeds.Count} feeds, {read.Configuration.Mandates.Count} mandates");
                if (IPAddress.TryParse(read.Configuration.Listen.Host.Trim('[', ']'), out var address))
                    yield return Port($"console {read.Configuration.Listen.Authority}", new IPEndPoint(address, read.Configuration.Listen.Port), SocketType.Stream, runs);
                foreach (var feed in read.Configuration.Feeds)
                    if (feed.Listen is { } point) yield return Port($"feed {feed.Id} {point}", point, feed.Kind is Ingest.Feeds.FeedKind.SyslogUdp or Ingest.Feeds.FeedKind.Netflow ? SocketType.Dgram : SocketType.Stream, runs);
                break;
            default:
                throw new InvalidOperationException("A reading of an unknown kind.");
        }
    }

    private static (string, string, string) Folder(string state)
    {
        try
        {
            var there = state;
            while (!Directory.Exists(there)) there = Path.GetDirectoryName(there) ?? "/";
            // What is not there yet will be made: so the nearest folder that is must let us write.
            var probe = Path.Combine(there, ".ward-doctor");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return ("state folder", Good, state);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ("state folder", Missing, $"{state} cannot be written: {fault.Message}");
        }
    }

    private static string? OnPath(Terminal terminal, string program) =>
        (terminal.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin").Append("/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static (string, string, string) Port(string what, IPEndPoint point, SocketType type, bool runs)
    {
        using var socket = new Socket(point.AddressFamily, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            socket.Bind(point);
            return (what, Good, "free");
        }
        catch (SocketException fault)
        {
            if (runs && fault.SocketErrorCode == SocketError.AddressAlreadyInUse) return (what, Good, "taken, as by the Ward that runs");
            return (what, Missing, fault.SocketErrorCode == SocketError.AddressAlreadyInUse ? "taken by another program, or by a Ward that is running" : fault.Message);
        }
    }
}
