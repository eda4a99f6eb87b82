using System.CommandLine;
using System.Globalization;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward ingest FEED: lines of standard input, posted to a feed of the running server in bodies that each are durable before the next one goes.</summary>
internal static class IngestCommand
{
    private const int BodySize = 1 << 20, LongestLine = 128 << 10;

    public static Command Create(Terminal terminal)
    {
        var feed = new Argument<string>("feed") { Description = "A feed of the kind http", HelpName = "FEED" };
        var file = new Option<FileInfo?>("--file") { Description = "Read this file instead of standard input", HelpName = "FILE" };
        var command = new Command("ingest", "Post lines to a feed: ward ingest FEED < FILE") { feed, file, ServerOptions.State, ServerOptions.Url };
        command.SetAction((parsed, stop) => Post(parsed, terminal, parsed.GetValue(feed)!, parsed.GetValue(file), stop));
        return command;
    }

    private static async Task<int> Post(ParseResult parsed, Terminal terminal, string feed, FileInfo? file, CancellationToken stop)
    {
        using var client = ServerClient.Open(parsed, terminal, out var code);
        if (client is null) return code;
        await using var input = file is null ? System.Console.OpenStandardInput() : file.OpenRead();
        var buffer = new byte[BodySize + LongestLine];
        var (length, kept, ended) = (0, 0L, false);
        while (!ended)
        {
            while (length < BodySize)
            {
                var read = await input.ReadAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                length += read;
                ended = read == 0;
                if (ended) break;
            }

            // Whole lines only; a line longer than all of it goes in parts, which the server counts as cut.
            var whole = ended ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (whole == 0) whole = length;
            if (whole == 0) break;
            switch (await client.PostLines($"ingest/{Uri.EscapeDataString(feed)}", buffer.AsMemory(0, whole), stop).ConfigureAwait(false))
            {
                case Answer.Failed failed:
                    return terminal.Fail(failed.Code, $"{kept.ToString(CultureInfo.InvariantCulture)} lines are durable; then: {failed.Words}");
                case Answer.Given given:
                    kept += long.TryParse(Cells.Text(given.Body, "lines"), out var lines) ? lines : 0;
                    break;
                default:
                    throw new InvalidOperationException("An answer of an unknown kind.");
            }

            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            length -= whole;
        }

        await terminal.Out.WriteLineAsync($"{kept.ToString(CultureInfo.InvariantCulture)} lines are durable in {feed}").ConfigureAwait(false);
        return Exit.Done;
    }
}
