using System.CommandLine;
using Ward.Cli.Server;

namespace Ward.Cli.Commands;

/// <summary>ward export: stored events as a file, all of it or none.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var query = new Argument<string[]>("query") { Description = "Which events, such as: class:authentication last 30d; none for all (docs/reference/search.md)", HelpName = "QUERY", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "parquet, ndjson (OCSF documents) or csv", DefaultValueFactory = _ => "parquet", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("parquet", "ndjson", "csv");
        var columns = new Option<string?>("--columns") { Description = "Of a csv file, such as time,src_ip,user,raw", HelpName = "NAMES" };
        var output = new Option<string>("--output", "-o") { Description = "The file to write", Required = true, HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the file where it is there" };
        var command = new Command("export", "Write stored events to a file") { query, format, columns, output, force, ServerOptions.State, ServerOptions.Url };
        command.SetAction(async (parsed, stop) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(output)!);
            if (File.Exists(file) && !parsed.GetValue(force)) return terminal.Fail(Exit.Usage, $"{file} is there already; --force replaces it");
            if (!Directory.Exists(Path.GetDirectoryName(file))) return terminal.Fail(Exit.Usage, $"there is no folder {Path.GetDirectoryName(file)}");
            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            var path = $"export?format={parsed.GetValue(format)}&q={Uri.EscapeDataString(string.Join(' ', parsed.GetValue(query) ?? []))}";
            if (parsed.GetValue(columns) is { } names) path += $"&columns={Uri.EscapeDataString(names)}";
            return await Write(terminal, client, path, file, stop).ConfigureAwait(false);
        });
        return command;
    }

    // Under the final name stands the whole file or what stood there before.
    private static async Task<int> Write(Terminal terminal, ServerClient client, string path, string file, CancellationToken stop)
    {
        var part = file + ".part";
        try
        {
            Answer.Failed? failed;
            long bytes;
            await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                failed = await client.Download(path, to, stop).ConfigureAwait(false);
                await to.FlushAsync(stop).ConfigureAwait(false);
                bytes = to.Length;
            }

            if (failed is not null) return terminal.Fail(failed.Code, failed.Words);
            File.Move(part, file, overwrite: true);
            await terminal.Error.WriteLineAsync($"{bytes} bytes in {file}").ConfigureAwait(false);
            return Exit.Done;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
