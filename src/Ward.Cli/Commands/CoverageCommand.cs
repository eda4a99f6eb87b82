using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Ingest.Decoders;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward feeds coverage: the sources that Ward reads, or how much it understands of the lines of files. Needs no server.</summary>
internal static class CoverageCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("file") { Description = "Log files; without any, the sources are listed", Arity = ArgumentArity.ZeroOrMore, HelpName = "FILE" };
        var decoder = new Option<string>("--decoder") { Description = "Whose lines they are; 'auto' looks at each line", DefaultValueFactory = _ => DecoderSet.Auto };
        var samples = new Option<int>("--samples") { Description = "How many kinds of line not understood are shown", DefaultValueFactory = _ => 10 };
        var markdown = new Option<bool>("--markdown") { Description = "The list of sources as the page docs/reference/decoders.md" };
        var command = new Command("coverage", "The sources that Ward reads; with files, how much of them it understands") { files, decoder, samples, markdown, ServerOptions.Json };
        command.SetAction(async (parsed, stop) =>
        {
            var json = parsed.GetValue(ServerOptions.Json);
            if (parsed.GetValue(files) is not { Length: > 0 } names)
            {
                if (parsed.GetValue(markdown)) await terminal.Out.WriteAsync(SourcesShown.Markdown()).ConfigureAwait(false);
                else if (json) await terminal.Out.WriteLineAsync(SourcesShown.Json()).ConfigureAwait(false);
                else terminal.Print(SourcesShown.Table());
                return Exit.Done;
            }

            if (parsed.GetValue(markdown)) return terminal.Fail(Exit.Usage, "--markdown is for the list of sources: leave out the files, or use --json");
            var name = parsed.GetValue(decoder)!;
            if (!DecoderSet.Names.Contains(name)) return terminal.Fail(Exit.Usage, $"there is no decoder \"{name}\"; there are: {string.Join(", ", DecoderSet.Names)}");
            foreach (var file in names)
            {
                Coverage.TryMake(name, out var coverage);
                try
                {
                    var now = terminal.Clock.GetUtcNow();
                    foreach (var record in FileRecords.Of(file, told => terminal.Error.WriteLine($"{Printable.Of(file)}: {told}")))
                    {
                        stop.ThrowIfCancellationRequested();
                        coverage.Add(record, now);
                    }
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    return terminal.Fail(Exit.Failed, $"{file}: {e.Message}");
                }

                if (json) await terminal.Out.WriteLineAsync(Json(file, coverage, parsed.GetValue(samples))).ConfigureAwait(false);
                else Print(terminal, file, coverage, parsed.GetValue(samples));
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>One object a file, on a line of its own.</summary>
    private static string Json(string file, Coverage coverage, int samples) => JsonSerializer.Serialize(
        new
        {
            file,
            lines = coverage.Lines,
            understood = coverage.Understood,
            readBy = coverage.ByDecoder.Select(d => new { decoder = d.Decoder, lines = d.Lines }),
            missed = coverage.Missed.Take(samples).Select(m => new { kind = m.Kind, lines = m.Lines, sample = m.Sample }),
        },
        JsonShape.Line);

    private static void Print(Terminal terminal, string file, Coverage coverage, int samples)
    {
        var share = coverage.Lines == 0 ? 0 : coverage.Understood / (double)coverage.Lines;
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Printable.Of(file)}: {share:p1} of {coverage.Lines:n0} lines understood"));
        var readers = Cells.Table("Read by", "Lines", "Share");
        foreach (var (decoder, lines) in coverage.ByDecoder)
            Cells.Row(readers, decoder, lines.ToString("n0", CultureInfo.InvariantCulture), (lines / (double)coverage.Lines).ToString("p1", CultureInfo.InvariantCulture));
        if (coverage.ByDecoder.Count > 0) terminal.Print(readers);
        if (coverage.Missed.Count == 0 || samples <= 0) return;
        var missed = Cells.Table("Not understood", "Lines", "For example");
        foreach (var (kind, lines, sample) in coverage.Missed.Take(samples)) Cells.Row(missed, kind, lines.ToString("n0", CultureInfo.InvariantCulture), sample);
        terminal.Print(missed);
    }
}
