using System.CommandLine;
using System.Globalization;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Ingest;
using Ward.Ingest.Forms;

namespace Ward.Cli.Commands;

/// <summary>
/// ward ingest FEED: lines of standard input or of a file, posted to a feed of the running server in bodies that each are durable before the next one
/// goes. JSON and XML documents and event files of Windows are known by their content and posted by their records.
/// </summary>
internal static class IngestCommand
{
    private const int BodySize = 1 << 20, LongestLine = 128 << 10;

    public static Command Create(Terminal terminal)
    {
        var feed = new Argument<string>("feed") { Description = "A feed of the kind http", HelpName = "FEED" };
        var file = new Option<FileInfo?>("--file") { Description = "Read this file instead of standard input: lines, JSON or XML documents, an event file of Windows (.evtx)", HelpName = "FILE" };
        var command = new Command("ingest", "Post lines or documents to a feed: ward ingest FEED < FILE") { feed, file, ServerOptions.State, ServerOptions.Url };
        command.SetAction((parsed, stop) => Post(parsed, terminal, parsed.GetValue(feed)!, parsed.GetValue(file), stop));
        return command;
    }

    private static async Task<int> Post(ParseResult parsed, Terminal terminal, string feed, FileInfo? file, CancellationToken stop)
    {
        if (file is { Exists: false }) return terminal.Fail(Exit.Usage, $"there is no file {file}");
        using var client = ServerClient.Open(parsed, terminal, out var code);
        if (client is null) return code;
        await using var input = file is null ? System.Console.OpenStandardInput() : file.OpenRead();
        var sending = new Sending(client, $"ingest/{Uri.EscapeDataString(feed)}");
        var buffer = new byte[BodySize + LongestLine];
        var begun = await input.ReadAtLeastAsync(buffer.AsMemory(0, FormGuess.Enough), FormGuess.Enough, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        var form = FormGuess.Of(buffer.AsSpan(0, begun), whole: begun < FormGuess.Enough) ?? SourceForm.Lines;
        string? lost = null;
        if (form == SourceForm.Lines)
        {
            await Lines(sending, input, buffer, begun, stop).ConfigureAwait(false);
        }
        else
        {
            var reader = RecordReader.Over(form, new BegunStream(buffer.AsMemory(0, begun), input), new IngestOptions().LineLimit);
            await Records(sending, reader, form == SourceForm.Xml ? "application/xml" : "text/plain", stop).ConfigureAwait(false);
            lost = FileRecords.Lost(reader);
        }

        var kept = sending.Kept.ToString(CultureInfo.InvariantCulture);
        if (sending.Failed is { } failed) return terminal.Fail(failed.Code, $"{kept} lines are durable; then: {failed.Words}");
        await terminal.Out.WriteLineAsync($"{kept} lines are durable in {feed}").ConfigureAwait(false);
        return lost is null ? Exit.Done : terminal.Fail(Exit.Failed, lost);
    }

    private static async Task Lines(Sending sending, Stream input, byte[] buffer, int length, CancellationToken stop)
    {
        for (var ended = false; !ended;)
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
            if (whole == 0 || !await sending.TryPost(buffer.AsMemory(0, whole), "text/plain", stop).ConfigureAwait(false)) return;
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            length -= whole;
        }
    }

    private static async Task Records(Sending sending, RecordReader reader, string type, CancellationToken stop)
    {
        using var body = new MemoryStream();
        while (reader.TryNext(out var record))
        {
            body.Write(record.Span);
            body.WriteByte((byte)'\n');
            if (body.Length < BodySize) continue;
            if (!await sending.TryPost(body.GetBuffer().AsMemory(0, (int)body.Length), type, stop).ConfigureAwait(false)) return;
            body.SetLength(0);
        }

        if (body.Length > 0) await sending.TryPost(body.GetBuffer().AsMemory(0, (int)body.Length), type, stop).ConfigureAwait(false);
    }

    /// <summary>Bodies to one feed, until one of them fails.</summary>
    private sealed class Sending(ServerClient client, string path)
    {
        public long Kept { get; private set; }

        public Answer.Failed? Failed { get; private set; }

        public async Task<bool> TryPost(ReadOnlyMemory<byte> body, string type, CancellationToken stop)
        {
            switch (await client.PostLines(path, body, type, stop).ConfigureAwait(false))
            {
                case Answer.Failed failed:
                    Failed = failed;
                    return false;
                case Answer.Given given:
                    Kept += long.TryParse(Cells.Text(given.Body, "lines"), out var lines) ? lines : 0;
                    return true;
                default:
                    throw new InvalidOperationException("An answer of an unknown kind.");
            }
        }
    }
}
