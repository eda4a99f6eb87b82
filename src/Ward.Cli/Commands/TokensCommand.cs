using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Configuration;
using Ward.Storage.Embedded;
using Ward.Trust.Authentication;
using Ward.Trust.Roles;

namespace Ward.Cli.Commands;

/// <summary>ward tokens add: a token made by whoever owns the state folder, while no server runs. With a server, the console makes them.</summary>
internal static class TokensCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Option<string>("--name") { Description = "Who the audit trail says it was", Required = true, HelpName = "NAME" };
        var roles = new Option<string[]>("--role") { Description = $"One or more of: {string.Join(", ", Role.All)}", AllowMultipleArgumentsPerToken = true, HelpName = "ROLE" };
        var feed = new Option<string?>("--feed") { Description = "Instead of roles: the one feed to which it may post lines", HelpName = "FEED" };
        roles.AcceptOnlyFromAmong([.. Role.All]);
        var days = new Option<int>("--days") { Description = "How long it holds, 1 to 365", DefaultValueFactory = _ => 30, HelpName = "N" };
        var config = new Option<FileInfo?>("--config") { Description = "Configuration file (default: the sample city)", HelpName = "FILE" };
        var add = new Command("add", "Make a token on this machine, while no server runs") { name, roles, feed, days, config, ServerOptions.State, ServerOptions.Json };
        add.SetAction((parsed, stop) => Add(parsed, terminal, parsed.GetValue(config)?.FullName, parsed.GetValue(name)!, parsed.GetValue(roles) ?? [], parsed.GetValue(feed), parsed.GetValue(days), stop));
        return new Command("tokens", "Tokens for the API") { add };
    }

    private static async Task<int> Add(ParseResult parsed, Terminal terminal, string? config, string name, string[] roles, string? feed, int days, CancellationToken stop)
    {
        if (days is < 1 or > 365) return terminal.Fail(Exit.Usage, $"--days: expected 1 to 365, found {days}");
        if (roles.Length == 0 == feed is null) return terminal.Fail(Exit.Usage, "expected either --role or --feed: a token for one feed posts lines and nothing else");
        config ??= ShippedContent.Find(Path.Combine("samples", "city", "ward.yaml"));
        if (config is null) return terminal.Fail(Exit.Failed, "the sample city is not beside this program; name a configuration with --config FILE");
        var reading = ConfigurationFile.Load(config, ServerOptions.StateFolder(parsed, terminal));
        if (reading is not ConfigurationReading.Read read)
        {
            foreach (var problem in ((ConfigurationReading.Refused)reading).Problems) await terminal.Error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);
            return terminal.Fail(Exit.Failed, "the configuration cannot be read");
        }

        if (feed is not null && !read.Configuration.Feeds.Any(f => f.Id.Value == feed && f.Kind == Ingest.Feeds.FeedKind.Http))
            return terminal.Fail(Exit.Usage, $"--feed: the configuration has no feed \"{feed}\" of the kind http");
        await using var store = SqliteStore.Open(read.Configuration.StateFolder);
        var (text, token) = await new Tokens(store.Tokens, terminal.Clock).Create(read.City.Id, name, Tokens.LocalOwner + name, roles, TimeSpan.FromDays(days), feed, stop).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync(parsed.GetValue(ServerOptions.Json)
            ? JsonSerializer.Serialize(new { secret = text, token.Id, token.Name, token.Roles, token.Feed, token.Expires }, JsonSerializerOptions.Web)
            : $"{text}\nShown once. It holds until {token.Expires:yyyy-MM-dd}; {(feed is null ? "give it to the CLI as WARD_TOKEN." : $"it may post lines to {feed} and nothing else.")}").ConfigureAwait(false);
        return Exit.Done;
    }
}
