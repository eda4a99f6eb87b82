using System.Text.Json;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>The lines of a hunt that is followed.</summary>
/// <param name="say">Takes a line of the answer.</param>
/// <param name="progress">Takes the hunt as it stands.</param>
internal sealed class HuntShown(Terminal terminal, bool json, Action<string> say, Action<JsonElement> progress)
{
    private JsonElement? end;

    /// <summary>One line; findings are shown at once.</summary>
    public void Take(JsonElement line)
    {
        var kind = Cells.Text(line, "kind");
        if (kind == "finding" && Cells.TryField(line, "finding", out var finding))
        {
            if (json) say(finding.GetRawText());
            else foreach (var words in Words(finding)) say(words);
        }
        else if (Cells.TryField(line, "hunt", out var hunt))
        {
            progress(hunt);
            if (kind is "done" or "paused" or "failed") end = hunt.Clone();
        }
    }

    /// <summary>The exit code.</summary>
    public int End(string id)
    {
        if (end is not { } hunt) return terminal.Fail(Exit.Failed, $"the answer broke off; the hunt goes on in the server, 'ward hunt show {id}' shows it");
        terminal.Error.WriteLine($"Hunt {id}: {Cells.Text(hunt, "findings")} findings in {Cells.Text(hunt, "done")} events.");
        foreach (var feed in Cells.Items(hunt, "feedVersions"))
            terminal.Error.WriteLine($"Hunted was what {Cells.Text(feed, "feed")} had brought when it began, version {Cells.Text(feed, "version")}, of {Cells.Moment(feed, "changed")}.");
        if (Number(hunt, "withoutSource") > 0) terminal.Error.WriteLine($"{Cells.Text(hunt, "withoutSource")} of them were stored before Ward kept their log source: rules that ask for one did not see them.");
        if (Number(hunt, "errors") > 0) terminal.Error.WriteLine($"At {Cells.Text(hunt, "errors")} of them something failed: what would have been said of them is missing.");
        var trouble = Cells.Text(hunt, "trouble");
        return Cells.Text(hunt, "stage") switch
        {
            "done" when trouble == Cells.None => Exit.Done,
            "paused" => terminal.Fail(Exit.Failed, $"it was stopped{(trouble == Cells.None ? "" : $": {trouble}")}; 'ward hunt --resume {id}' goes on with it"),
            "failed" => terminal.Fail(Exit.Failed, $"it broke off: {trouble}; 'ward hunt --resume {id}' tries again from where it stood"),
            _ => terminal.Fail(Exit.Failed, trouble),
        };
    }

    /// <summary>How far it is, in words.</summary>
    public static string Progress(JsonElement hunt)
    {
        var (done, total) = (Number(hunt, "done"), Number(hunt, "total"));
        if (Cells.Text(hunt, "stage") == "waiting") return "waits for its turn";
        if (total == 0) return "looks how much there is";
        var pace = Cells.Text(hunt, "givesWay") == "yes" ? ", waits for the live watch" : Number(hunt, "rate") > 0 ? $", {Cells.Text(hunt, "rate")} events/s" : "";
        return $"{100 * done / total} %, {done} of {total} events, now at {Cells.Moment(hunt, "at")}, {Cells.Text(hunt, "findings")} findings{pace}";
    }

    public static long Number(JsonElement hunt, string name) => Cells.TryField(hunt, name, out var value) && value.TryGetDouble(out var number) ? (long)number : 0;

    private static IEnumerable<string> Words(JsonElement finding)
    {
        var evidence = Cells.Items(finding, "evidence").ToList();
        var techniques = Cells.Text(finding, "techniques");
        yield return $"{Cells.Moment(finding, "time")}  {Cells.Text(finding, "severity")}  {Cells.Text(finding, "title")}{(techniques.Length > 0 && techniques != Cells.None ? $" [{techniques}]" : "")}  {Cells.Text(finding, "entities")}";
        yield return $"    seen {Cells.Text(finding, "seen")}, expected {Cells.Text(finding, "expected")}; events {string.Join(", ", evidence.Select(e => Cells.Text(e, "offset")))}";
        if (evidence.Count > 0) yield return $"    {Printable.Of(Cells.Text(evidence[^1], "line"))}";
    }
}
