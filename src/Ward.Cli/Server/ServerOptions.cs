using System.CommandLine;

namespace Ward.Cli.Server;

/// <summary>Where the server is and who asks: options that every data command has.</summary>
internal static class ServerOptions
{
    public const string DefaultState = ".ward";

    public static Option<string?> State { get; } = new("--state")
    {
        Description = "The server's state folder (default: WARD_STATE, else .ward here)",
        HelpName = "DIR",
    };

    public static Option<string?> Url { get; } = new("--server")
    {
        Description = "Address of the server (default: WARD_SERVER, else server.url in the state folder)",
        HelpName = "URL",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the server's answer as JSON" };

    public static string StateFolder(ParseResult parsed, Terminal terminal) =>
        Path.GetFullPath(parsed.GetValue(State) ?? terminal.Variable("WARD_STATE") ?? DefaultState);
}
