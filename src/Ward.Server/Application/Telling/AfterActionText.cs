using System.Globalization;
using System.Text;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>The after-action record as Markdown: what, why, when, proof, cost, undo.</summary>
internal static class AfterActionText
{
    public static string Write(IncidentView view, string city)
    {
        var text = new StringBuilder();
        var row = view.Summary;
        Line(text, $"# {Plain(row.Title)}");
        Line(text, $"{Plain(city)} · incident `{row.Id}` · revision {row.Revision} · severity **{row.Severity}** · {Time(row.Opened)} to {Time(row.Updated)}");
        Line(text, $"**Why this severity:** {Plain(row.Reason)}");

        Line(text, "## What was seen");
        foreach (var f in view.Findings)
        {
            Line(text, $"### {Time(f.Time)} {Plain(f.Title)}");
            Line(text, $"Seen: {Plain(f.Seen)}. Expected: {Plain(f.Expected)}. Detector `{Plain(f.Detector)}`, evidence of {Plain(f.Family)}, "
                + $"{(f.Attested ? "source cannot be forged" : "source could be forged")}. {string.Join(", ", f.Techniques)}");
            if (f.Evidence.Count > 0) Line(text, string.Join('\n', f.Evidence.Select(e => $"    {Time(e.Time)} {Plain(e.Feed)} {Visible.Of(e.Line, 500)}")));
        }

        Line(text, "## What was to be expected");
        foreach (var p in view.Forecast.Paths) Line(text, $"- {Plain(p.ServiceName)} ({Share(p.Probability)}, about {p.Hours:0.#} h): {Plain(p.Words)}{(p.Cut ? " *(stopped by the plan)*" : "")}");
        if (view.Forecast.Paths.Count == 0) Line(text, "No way to a service was found.");

        Line(text, "## What was prescribed");
        foreach (var m in view.Prescription.Measures) Line(text, $"- {Plain(m.Words)} ({m.Countermeasure}). Undo: {m.Undo}");
        if (view.Prescription.Measures.Count == 0) Line(text, Plain(view.Prescription.Line) + ".");
        foreach (var why in view.Prescription.Why) Line(text, $"> {Plain(why)}");
        Line(text, $"Cost: {view.Prescription.Cost.Total:0.##} ({view.Prescription.Cost.Words}). Proof: {Plain(view.Prescription.Proof.Words)} Model: {Plain(view.Prescription.Proof.Model)}. "
            + $"If nothing were done: {Plain(view.Prescription.IfNothing)} Hash `{view.Prescription.Hash}`.");
        if (view.Prescription.Residual.Count > 0)
        {
            var rows = view.Prescription.Residual.Select(r => $"| {Plain(r.ServiceName)} | {Share(r.Before)} | {Share(r.After)} | {Share(r.Tolerated)} |");
            Line(text, "| Service | Before | After | Tolerated |\n|---|---|---|---|\n" + string.Join('\n', rows));
        }

        Line(text, "## What was done");
        foreach (var o in view.Outcomes) Line(text, $"- {Time(o.At)} **{o.StateWords}**: {Plain(o.Words)} (plan `{o.Plan}`)");
        foreach (var a in view.Plans.SelectMany(p => p.Actions)) Line(text, $"- {Plain(a.Words)}: {a.State}, until {Time(a.Until)}; inverse: {Plain(a.Inverse)}");
        if (view.Outcomes.Count == 0 && view.Plans.Count == 0) Line(text, "Nothing.");

        Line(text, "## What people said of it");
        foreach (var j in view.Judgements) Line(text, $"- {Time(j.At)} {Plain(j.By)}: {j.Kind}{(j.Note.Length > 0 ? $": {Plain(j.Note)}" : "")}");
        if (view.Judgements.Count == 0) Line(text, "Nobody has judged it yet.");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Share(double p) => p.ToString("0.#%", CultureInfo.InvariantCulture);

    /// <summary>Hostile text stays text: control signs are shown, and what Markdown or HTML would read as markup is escaped.</summary>
    private static string Plain(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in Visible.Of(text, 1000))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '|' or '!') safe.Append('\\').Append(c);
            else if (c == '<') safe.Append("&lt;");
            else if (c == '>') safe.Append("&gt;");
            else if (c == '&') safe.Append("&amp;");
            else safe.Append(c);
        }

        return safe.ToString();
    }
}
