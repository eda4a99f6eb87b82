using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// systemd's journal through <c>journalctl -o json -f</c>, a child process: its format is documented and stays, the library's and the files'
/// are not. Each entry's own cursor is the mark. An entry longer than the bound is told of by its cursor, where that stands in what is kept:
/// journalctl prints an entry's fields in no order.
/// </summary>
internal sealed class JournalCollector(string program, Spool spool) : ICollector
{
    private const int Longest = 40 << 10;
    private const string MarkName = "journal:";

    public string Name => "journal";

    /// <summary>The program, where it is there and a journal is kept.</summary>
    public static string? Find() =>
        Directory.Exists("/run/log/journal") || Directory.Exists("/var/log/journal")
            ? ((string[])["/usr/bin/journalctl", "/bin/journalctl"]).FirstOrDefault(File.Exists)
            : null;

    public async Task Run(CancellationToken stop)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] place = spool.Mark(MarkName) is { } cursor ? ["--no-tail", $"--after-cursor={cursor}"] : ["--lines=0"];
        foreach (var argument in (string[])["--output=json", "--follow", "--all", "--quiet", .. place])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start) ?? throw new IOException($"{program} did not start");
        child.StandardInput.Close();
        // What it complains of is its reason when it ends; nobody waits for it before.
        var complaint = First(child.StandardError);
        try
        {
            await Read(child.StandardOutput.BaseStream, stop);
            await child.WaitForExitAsync(stop);
            var reason = await complaint;
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"journalctl ended with {child.ExitCode}: {reason}"));
        }
        finally
        {
            if (!child.HasExited)
                child.Kill();
        }
    }

    internal async Task Read(Stream output, CancellationToken stop)
    {
        var lines = new LineBuffer(Longest);
        while (true)
        {
            var read = await output.ReadAsync(lines.Room(), stop);
            if (read == 0)
                return;
            lines.Filled(read);
            while (lines.TryTake(out var line, out var cut))
                Keep(line, cut);
        }
    }

    private void Keep(ReadOnlySpan<byte> line, bool cut)
    {
        // Field values may be chosen by any program, but no program can give itself a field that begins with an underscore.
        var whole = TryCursor(line, cut, out var cursor) && !cut;
        var kept = !whole
            ? spool.Append("agent", j =>
            {
                j.WriteString("event", cut ? "too long" : "not understood");
                j.WriteString("journal_cursor", cursor);
            }, cursor.Length > 0 ? MarkName : null, cursor)
            : spool.AppendJson(Name, line, MarkName, cursor);
        if (!kept)
            throw new IOException("the spool cannot keep more now");
    }

    /// <summary>The entry's cursor; false where the line is not one whole JSON object, or has none.</summary>
    private static bool TryCursor(ReadOnlySpan<byte> line, bool cut, out string cursor)
    {
        cursor = "";
        try
        {
            var json = new Utf8JsonReader(line, isFinalBlock: !cut, default);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read())
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("__CURSOR"u8) && json.Read() && json.TokenType == JsonTokenType.String)
                    cursor = json.GetString()!;
            return cursor.Length > 0 && !cursor.Contains('\0');
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<string> First(StreamReader from)
    {
        var text = new char[200];
        var length = await from.ReadBlockAsync(text);
        while (await from.ReadAsync(new char[512]) > 0) { }
        return new StringBuilder().Append(text, 0, length).ToString().Trim();
    }
}
