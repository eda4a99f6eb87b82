using System.CommandLine;
using Ward.Cli.Processes;
using Ward.Configuration;

namespace Ward.Cli.Commands;

/// <summary>ward up: checks the configuration, then becomes the server.</summary>
internal static class UpCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = new Option<FileInfo?>("--config") { Description = "Configuration file (default: the sample city)", HelpName = "FILE" };
        var state = new Option<string?>("--state") { Description = "Folder that holds all state (default: WARD_STATE, else the configuration's, else .ward here)", HelpName = "DIR" };
        var listen = new Option<string?>("--listen") { Description = "Address of console and API, such as http://127.0.0.1:7878", HelpName = "URL" };
        var command = new Command("up", "Start Ward and keep watch; Ctrl+C ends it") { config, state, listen };
        command.SetAction(parsed => Start(terminal, parsed.GetValue(config)?.FullName, parsed.GetValue(state) ?? terminal.Variable("WARD_STATE"), parsed.GetValue(listen)));
        return command;
    }

    private static int Start(Terminal terminal, string? config, string? state, string? listen)
    {
        if (Siblings.Find(Siblings.Server, terminal.Programs) is not { } server)
            return terminal.Fail(Exit.Failed, $"{Siblings.Server} is not beside this program ({terminal.Programs})");
        if (config is null)
        {
            config = Sample(terminal);
            if (config is null) return terminal.Fail(Exit.Failed, "the sample city is not beside this program; name a configuration with --config FILE");
            terminal.Error.WriteLine("No configuration given: watching the sample city. Yours comes with --config FILE.");
        }

        var reading = ConfigurationFile.Load(config, state);
        if (reading is ConfigurationReading.Refused refused)
        {
            foreach (var problem in refused.Problems) terminal.Error.WriteLine(problem.ToString());
            return terminal.Fail(Exit.Failed, $"nothing was started: {Count(refused.Problems.Count, "problem")} in the configuration");
        }

        var read = (ConfigurationReading.Read)reading;
        foreach (var warning in read.Warnings) terminal.Error.WriteLine($"warning: {warning}");
        if (ProcessFile.Running(read.Configuration.StateFolder, terminal) is { } running)
            return terminal.Fail(Exit.Failed, $"a server already runs with the state folder {read.Configuration.StateFolder} (process {running}); 'ward stop' ends it");
        ProcessFile.Write(read.Configuration.StateFolder);
        List<string> arguments = ["--config", config, "--state", read.Configuration.StateFolder, "--listen", listen ?? read.Configuration.Listen.OriginalString];
        var code = terminal.Processes.Become(server, arguments);
        return code == Exit.Done ? code : terminal.Fail(code, $"{Siblings.Server} did not start or failed");
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string? Sample(Terminal terminal) =>
        File.Exists(Path.Combine(terminal.Programs, "samples", "city", "ward.yaml")) ? Path.Combine(terminal.Programs, "samples", "city", "ward.yaml")
        : ShippedContent.Find(Path.Combine("samples", "city", "ward.yaml"));
}
