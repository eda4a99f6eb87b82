using System.CommandLine;
using System.Globalization;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Ingest;
using Ward.Ingest.Forms;

namespace Ward.Cli.Commands;

/// <summary>
/// ward ingest FEED: lines of standard input or of a file, posted to a feed of the running server in bodies that each are durable before the next one
/// goes; lines wait no longer than a second for others, and at Ctrl-C what had come is posted. JSON and XML documents and event files of Windows are known by their content and posted by their records.
/// </summary>
internal static class IngestCommand
{
    private const int BodySize = 1 << 20, LongestLine = 128 << 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>How long a post may go on after Ctrl-C: two seconds after it the process is ended, and then nothing could be said.</summary>
    private static readonly TimeSpan LongestLast = TimeSpan.FromSeconds(1.5);

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
        await using var input = file is null ? terminal.Bytes() : file.OpenRead();
        var sending = new Sending(client, $"ingest/{Uri.EscapeDataString(feed)}");
        using var last = new CancellationTokenSource(Timeout.InfiniteTimeSpan, terminal.Clock);
        using var ending = stop.Register(() => last.CancelAfter(LongestLast));
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        var coming = new SlowInput(input);
        var buffer = new byte[BodySize + LongestLine];
        var begun = 0;
        SourceForm? form = null;
        while (form is null && !coming.Ended && !stop.IsCancellationRequested)
        {
            begun += Take(await coming.Next(stopped).ConfigureAwait(false), buffer, begun);
            form = FormGuess.Of(buffer.AsSpan(0, begun), whole: coming.Ended);
        }

        form ??= FormGuess.Of(buffer.AsSpan(0, begun), whole: true) ?? SourceForm.Lines;
        string? lost = null;
        if (form == SourceForm.Lines)
        {
            try
            {
                await Lines(sending, coming, buffer, begun, terminal.Clock, stopped, last.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (last.IsCancellationRequested)
            {
                return terminal.Fail(Exit.Failed, $"stopped; {sending.Kept.ToString(CultureInfo.InvariantCulture)} lines are durable in {feed}; the last ones were not posted: no answer in time");
            }
        }
        else
        {
            stop.ThrowIfCancellationRequested();
            var reader = RecordReader.Over(form.Value, new BegunStream(buffer.AsMemory(0, begun), input), new IngestOptions().LineLimit);
            await Records(sending, reader, form == SourceForm.Xml ? "application/xml" : "text/plain", stop).ConfigureAwait(false);
            lost = FileRecords.Lost(reader);
        }

        var kept = sending.Kept.ToString(CultureInfo.InvariantCulture);
        if (sending.Failed is { } failed) return terminal.Fail(failed.Code, $"{kept} lines are durable; then: {failed.Words}");
        if (stop.IsCancellationRequested && !coming.Ended) return terminal.Fail(Exit.Failed, $"stopped; {kept} lines are durable in {feed}");
        await terminal.Out.WriteLineAsync($"{kept} lines are durable in {feed}").ConfigureAwait(false);
        return lost is null ? Exit.Done : terminal.Fail(Exit.Failed, lost);
    }

    /// <summary>Posts lines as they come: when there are many, a second after the first of them, and all there are at the end or Ctrl-C.</summary>
    private static async Task Lines(Sending sending, SlowInput coming, byte[] buffer, int length, TimeProvider clock, Task stopped, CancellationToken last)
    {
        Task? due = null;
        for (var ended = coming.Ended; ;)
        {
            if (!ended && length < BodySize && due is not { IsCompleted: true })
            {
                if (length > 0) due ??= Task.Delay(LongestWait, clock, CancellationToken.None);
                length += Take(await coming.Next(due is null ? stopped : Task.WhenAny(due, stopped)).ConfigureAwait(false), buffer, length);
                ended = coming.Ended || stopped.IsCompleted;
                continue;
            }

            due = null;
            // Whole lines only; a line longer than all of it goes in parts, which the server counts as cut.
            var whole = ended ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (whole == 0 && length >= BodySize) whole = length;
            // Whoever stops it has not taken back what had come: it has a little time still.
            if (whole > 0 && !await sending.TryPost(buffer.AsMemory(0, whole), "text/plain", last).ConfigureAwait(false)) return;
            if (ended) return;
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            length -= whole;
        }
    }

    private static int Take(ReadOnlyMemory<byte> bytes, byte[] buffer, int at)
    {
        bytes.CopyTo(buffer.AsMemory(at));
        return bytes.Length;
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
