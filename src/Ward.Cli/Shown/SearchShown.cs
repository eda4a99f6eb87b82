using System.Text.Json;
using Spectre.Console;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>The lines of a search's answer on a terminal.</summary>
internal sealed class SearchShown(Terminal terminal, bool json)
{
    private Table? groups;
    private string? error;
    private bool done;

    /// <summary>One line; rows are printed at once, groups as a table at the end.</summary>
    public void Take(JsonElement line)
    {
        var kind = Cells.Text(line, "kind");
        if (kind == "error") error = Cells.Text(line, "detail");
        if (kind == "done") done = true;
        if (kind is "progress" or "done") Progress(line, last: kind == "done");
        if (json)
        {
            if (kind is "row" or "group") terminal.Out.WriteLine(line.GetRawText());
            return;
        }

        switch (kind)
        {
            case "query" when Cells.TryField(line, "columns", out _):
                groups = Cells.Table([.. Cells.Items(line, "columns").Select(c => c.GetString() ?? "")]);
                break;
            case "row" when Cells.TryField(line, "event", out var e):
                terminal.Out.WriteLine($"{Cells.Moment(e, "time")}  {Cells.Text(e, "feed")}  {Cells.Text(e, "class")}  {Printable.Of(Cells.Text(e, "raw"))}");
                break;
            case "group":
                Cells.Row(groups!, [.. Cells.Items(line, "values").Select(v => v.ValueKind == JsonValueKind.Null ? Cells.None : v.ToString())]);
                break;
        }
    }

    /// <summary>The exit code.</summary>
    public int End()
    {
        if (error is not null) return terminal.Fail(Exit.Failed, error);
        if (!done) return terminal.Fail(Exit.Failed, "the answer broke off; what was printed is not all");
        if (groups is not null) terminal.Print(groups);
        return Exit.Done;
    }

    private void Progress(JsonElement line, bool last)
    {
        if (!Cells.TryField(line, "progress", out var now)) return;
        var words = $"{Cells.Text(now, "segmentsDone")} of {Cells.Text(now, "segmentsTotal")} pieces, {Cells.Text(now, "segmentsSkipped")} passed over, {Cells.Text(now, "eventsScanned")} events looked at, {Cells.Text(now, "found")} found";
        if (last) terminal.Error.WriteLine($"{(terminal.Width > 0 ? "\r" : "")}{words}{(Cells.Text(line, "cut") == "yes" ? "; there may be more, see --limit" : "")}");
        else if (terminal.Width > 0) terminal.Error.Write($"\r{words} ");
    }
}
