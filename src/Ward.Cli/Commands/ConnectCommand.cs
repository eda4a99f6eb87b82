using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward feeds connect: the line to copy into a source's own configuration, and then whether it is heard.</summary>
internal static class ConnectCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string?>("source") { Description = "The program that is to write; without it, all are listed", Arity = ArgumentArity.ZeroOrOne, HelpName = "SOURCE" };
        var feed = new Option<string?>("--feed") { Description = "The feed to write to, where several would do", HelpName = "FEED" };
        var token = new Option<bool>("--make-token") { Description = "Make a token that may post to this feed alone, and put it into the fragment; shown this once" };
        var wait = new Option<int>("--wait") { Description = "Then wait so many seconds for the first line", HelpName = "SECONDS" };
        var command = new Command("connect", "Connect a source: the lines to copy, with this server's address in them") { source, feed, token, wait, ServerOptions.State, ServerOptions.Url, ServerOptions.Json };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(wait) is var seconds && seconds is < 0 or > 86400) return terminal.Fail(Exit.Usage, $"--wait: expected 1 to 86400 seconds, found {seconds}");
            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            var name = parsed.GetValue(source);
            var path = name is null ? "sources" : $"sources/{Uri.EscapeDataString(name)}{(parsed.GetValue(feed) is { } to ? $"?feed={Uri.EscapeDataString(to)}" : "")}";
            switch (await client.Get(path, stop).ConfigureAwait(false))
            {
                case Answer.Failed failed:
                    return terminal.Fail(failed.Code, failed.Words);
                case Answer.Given given when parsed.GetValue(ServerOptions.Json):
                    await terminal.Out.WriteLineAsync(given.Body.GetRawText()).ConfigureAwait(false);
                    return Exit.Done;
                case Answer.Given given when name is null:
                    List(terminal, given.Body);
                    return Exit.Done;
                case Answer.Given given:
                    return await Tell(terminal, client, given.Body, parsed.GetValue(token), parsed.GetValue(wait), stop).ConfigureAwait(false);
                default:
                    throw new InvalidOperationException("An answer of an unknown kind.");
            }
        });
        return command;
    }

    private static void List(Terminal terminal, JsonElement sources)
    {
        var table = Cells.Table("Source", "Connects", "Feed", "Run for real");
        foreach (var source in Cells.Items(sources))
            Cells.Row(table, Cells.Text(source, "source"), $"{Cells.Text(source, "name")}: {Cells.Text(source, "for")}", Cells.Text(source, "feed") is var feed and not Cells.None ? feed : "not switched on", Cells.Text(source, "tested"));
        terminal.Print(table);
    }

    private static async Task<int> Tell(Terminal terminal, ServerClient client, JsonElement source, bool makeToken, int wait, CancellationToken stop)
    {
        var feed = Cells.Text(source, "feed");
        if (feed == Cells.None)
        {
            terminal.Out.WriteLine($"No feed takes its lines yet. Write this under feeds: in the configuration file, put your own addresses in, and start Ward again:\n\n{Lines(source, "switchOn")}");
            return Exit.Done;
        }

        var fragment = Lines(source, "fragment");
        if (makeToken && Cells.Text(source, "needsToken") == "yes")
        {
            var name = $"{feed}-{Cells.Text(source, "source")}";
            var made = await client.Post("tokens", new { name = name.Length > 40 ? name[..40] : name, feed, days = 366 }, stop).ConfigureAwait(false);
            if (made is Answer.Failed failed) return terminal.Fail(failed.Code, $"no token: {failed.Words}");
            var secret = Cells.Text(((Answer.Given)made).Body, "secret");
            // The word alone: WARD_TOKEN is the name of a variable.
            fragment = Regex.Replace(fragment, @"\bTOKEN\b", _ => secret);
        }

        terminal.Out.WriteLine($"Copy this into {Cells.Text(source, "into")}:\n\n{fragment}\n");
        if (Cells.Text(source, "after") is var after and not Cells.None) terminal.Out.WriteLine($"Then: {after}");
        if (!makeToken && Cells.Text(source, "tokenHow") is var how and not Cells.None) terminal.Out.WriteLine($"TOKEN stands for a secret: --make-token makes it (an administrator's token in WARD_TOKEN), or {how}.");
        foreach (var note in Cells.Items(source, "notes")) terminal.Out.WriteLine(Cells.Text(note));
        terminal.Out.WriteLine(Cells.Text(source, "tested") == "yes" ? "Ward's own tests run these lines with the program itself." : "Written from the program's documentation; never run against the program itself.");
        return wait == 0 ? Exit.Done : await Wait(terminal, client, feed, TimeSpan.FromSeconds(wait), stop).ConfigureAwait(false);
    }

    private static async Task<int> Wait(Terminal terminal, ServerClient client, string feed, TimeSpan patience, CancellationToken stop)
    {
        terminal.Out.WriteLine($"Waiting for the first line at {feed} ...");
        long? before = null;
        for (var begun = terminal.Clock.GetTimestamp(); ;)
        {
            var answer = await client.Get($"feeds/{Uri.EscapeDataString(feed)}", stop).ConfigureAwait(false);
            if (answer is Answer.Failed failed) return terminal.Fail(failed.Code, failed.Words);
            var now = ((Answer.Given)answer).Body;
            var received = Count(now, "received");
            before ??= received;
            // A line is heard a moment before it is read.
            if (received > before && Count(now, "understood") + Count(now, "notUnderstood") >= received)
            {
                var readers = string.Join(", ", Cells.Items(now, "decoders").Select(d => Cells.Text(d, "decoder")).Take(5));
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Heard {received - before} lines, {(readers.Length > 0 ? $"understood as {readers}" : "not understood: 'ward feeds show' has them")}"));
                return Exit.Done;
            }

            if (terminal.Clock.GetElapsedTime(begun) > patience) return terminal.Fail(Exit.Failed, $"nothing came to {feed}");
            await Task.Delay(Look, terminal.Clock, stop).ConfigureAwait(false);
        }
    }

    private static long Count(JsonElement feed, string name) => Cells.TryField(feed, name, out var count) && count.TryGetInt64(out var lines) ? lines : 0;

    /// <summary>A text of several lines, each safe to show.</summary>
    private static string Lines(JsonElement source, string name) =>
        Cells.TryField(source, name, out var text) ? string.Join('\n', (text.GetString() ?? "").Split('\n').Select(Standards.Yaml.Printable.Of)) : "";
}
