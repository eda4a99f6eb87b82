using System.CommandLine;
using System.Globalization;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward search: rows as they are found, how far it is on standard error.</summary>
internal static class SearchCommand
{
    public static Command Create(Terminal terminal)
    {
        var query = new Argument<string[]>("query") { Description = "Such as: user:root status:failure last 24h '| count by src_ip' (docs/reference/search.md)", HelpName = "QUERY", Arity = ArgumentArity.ZeroOrMore };
        var limit = new Option<int?>("--limit") { Description = "At most this many rows, where the query does not say (default 100)", HelpName = "N" };
        var command = new Command("search", "Search the stored events") { query, limit, ServerOptions.State, ServerOptions.Url, ServerOptions.Json };
        command.SetAction(async (parsed, stop) =>
        {
            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            var shown = new SearchShown(terminal, parsed.GetValue(ServerOptions.Json));
            var path = $"search?q={Uri.EscapeDataString(string.Join(' ', parsed.GetValue(query) ?? []))}";
            if (parsed.GetValue(limit) is { } most) path += $"&limit={most.ToString(CultureInfo.InvariantCulture)}";
            var failed = await client.Lines(path, shown.Take, stop).ConfigureAwait(false);
            return failed is null ? shown.End() : terminal.Fail(failed.Code, failed.Words);
        });
        return command;
    }
}
