using System.Globalization;
using System.Text;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Prescribe.Choices;
using Ward.Respond.Plans;

namespace Ward.Learn.AfterAction;

/// <summary>An after-action record as Markdown for people. Text that came from outside can neither format, link nor break a line.</summary>
public static class AfterActionText
{
    private const int LongestLine = 500;

    /// <summary>The same record, city and plans give the same text.</summary>
    /// <param name="city">For the names of services.</param>
    /// <param name="plans">Those of other incidents are left out.</param>
    public static string Render(AfterActionRecord record, CityModel city, IReadOnlyList<Plan> plans)
    {
        var text = new StringBuilder();
        var (incident, prescription) = (record.Incident, record.Prescription);
        List<Plan> own = [.. plans.Where(p => p.Prescription.Incident == incident.Id).OrderBy(p => p.Prescription.Revision).ThenBy(p => p.Created)];
        Line($"# {Plain(incident.Title)}");
        Line($"Incident {Plain(incident.Id.Value)}, revision {incident.Revision}, severity {incident.Severity}, {Moment(incident.Opened)} to {Moment(incident.Updated)}. City {Plain(city.Name)}.");
        Line($"");
        Line($"## What happened");
        foreach (var finding in incident.Findings)
        {
            Line($"- {Moment(finding.Time)}: {Plain(finding.Title)} ({finding.Meaning}, {finding.Severity}{(finding.Techniques.Count > 0 ? ", " + Plain(string.Join(", ", finding.Techniques)) : "")})");
            Line($"  - expected: {Plain(finding.Explanation.Expected)}; seen: {Plain(finding.Explanation.Seen)}");
            Line($"  - {By(finding)}");
            if (incident.JoinOf(finding.Id) is { Reason: not JoinReason.Opened } joined) Line($"  - joined because {Plain(joined.Words)}");
            foreach (var line in finding.Evidence) Line($"  - {Plain(line.Feed.Value)} at {line.Offset}, {Moment(line.Time)}: {Plain(Cut(line.Line))}");
        }

        Section("What was expected next", record.Forecast.Paths.Select(p => $"{Plain(Name(p.Goal))}: {Percent(p.Probability)} within {Number(p.Hours)} h: {Plain(p.Words)}")
            .Concat(record.Forecast.Outlook?.Next.Select(n => $"next with {Percent(n.Probability)}: {Plain(n.Words)}") ?? []));
        Section("Why", prescription.Why.Append($"If nothing is done: {prescription.IfNothing}").Select(Plain));
        Section("Measures", prescription.Measures.Select(m => $"{Plain(m.Words)} ({m.Countermeasure})"));
        Section("Proof", Proof(prescription.Proof).Concat(prescription.Residual.Select(r =>
            $"{Plain(Name(r.Service))}: {Percent(r.Before)} before, {Percent(r.After)} after, {Percent(r.Tolerated)} tolerated")).Append($"hash of the plan: {Plain(prescription.Hash)}"));
        var cost = prescription.Cost;
        Section("Cost", prescription.Effects.Select(e => $"{Plain(Name(e.Service))}: {Percent(e.Remaining)} keeps running for {e.Citizens.ToString(CultureInfo.InvariantCulture)} people; {Plain(e.Words)}")
            .Prepend($"{Number(cost.Total)} in all: {Number(cost.Labour)} min of work, {Number(cost.Service)} of service; {cost.People.ToString(CultureInfo.InvariantCulture)} people affected"));
        Section("What was changed, and how each change is undone", own.SelectMany(p => p.Actions.Select(a =>
            $"{Plain(a.Measure.Words)}: {a.State}{(a.Until > DateTimeOffset.MinValue ? $", until {Moment(a.Until)}" : "")}; undone by: {Plain(a.Inverse)}")));
        Section("What persons were to do", own.SelectMany(p => p.ManualSteps.Select(s =>
            $"{Plain(s.Words)}: {(s.DoneBy is { } by ? $"done, says {Plain(by)}" : "not yet done")}")));
        Section("When, and how it was undone", record.Outcomes.Select(o => $"{Moment(o.At)}: {o.State}, revision {o.Revision.ToString(CultureInfo.InvariantCulture)}: {Plain(o.Words)}"));
        Section("What people say", record.Judgements.Select(j => $"{Moment(j.At)}: {j.Kind}, {Plain(j.By)}: {Plain(j.Note)}"));
        return text.ToString();

        void Section(string title, IEnumerable<string> lines)
        {
            Line($"");
            Line($"## {title}");
            var any = false;
            foreach (var line in lines)
            {
                Line($"- {line}");
                any = true;
            }

            if (!any) Line($"- nothing");
        }

        string Name(ServiceId service) => city.Find(service)?.Name ?? service.Value;

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Hostile text as plain words: control and direction characters become visible, Markdown and HTML lose their meaning.</summary>
    internal static string Plain(string hostile)
    {
        var plain = new StringBuilder(hostile.Length);
        foreach (var rune in hostile.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                plain.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else if (rune.Value is '&') plain.Append("&amp;");
            else if (rune.Value is '<') plain.Append("&lt;");
            else if (rune.Value is '>') plain.Append("&gt;");
            else if (rune.IsAscii && NeedsEscape((char)rune.Value)) plain.Append('\\').Append(rune.ToString());
            else plain.Append(rune.ToString());
        }

        // Bare addresses become links in many readers, and a line may begin like a list or a block of code.
        var text = plain.Replace("://", "\\://").ToString().Replace("www.", "www\\.", StringComparison.OrdinalIgnoreCase).TrimStart();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 0 && digits < text.Length && (text[digits] is '.' or ')') && digits + 1 < text.Length && text[digits + 1] == ' ') return text.Insert(digits, "\\");
        return text is ['-' or '+' or '=', ..] ? "\\" + text : text;
    }

    // A dot, a dash, a colon or a bracket pair inside a line means nothing to Markdown; these do.
    private static bool NeedsEscape(char c) => c is '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '|' or '~' or '!' or '@';

    private static string By(Finding finding) =>
        $"detector {Plain(finding.Detector)}, evidence of {Plain(finding.Family)}; {(finding.Attested ? "its source cannot be forged" : "its source could be forged")}";

    /// <summary>A line of a log may be megabytes long; its whole is in the journal.</summary>
    private static string Cut(string line)
    {
        if (line.Length <= LongestLine) return line;
        var end = char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine;
        return $"{line[..end]} … {(line.Length - end).ToString(CultureInfo.InvariantCulture)} characters more";
    }

    private static IEnumerable<string> Proof(Proof proof)
    {
        var words = proof.Status switch
        {
            ProofStatus.NothingNeeded => "no path is above what the city tolerates",
            ProofStatus.Optimal or ProofStatus.Feasible => $"no plan costs less than {Number(proof.Bound)} (gap {Percent(proof.Gap)})",
            ProofStatus.Infeasible => "not all that is asked for can be had",
            ProofStatus.Unfinished => "no plan for everything was found in the time; there may be one",
            _ => throw new InvalidOperationException($"unknown status {proof.Status}"),
        };
        yield return proof.Status == ProofStatus.NothingNeeded ? $"{proof.Status}: {words}" : $"{proof.Status}: {words}; {(proof.Checked ? "checked independently" : "not checked")}";
        yield return $"about: {Plain(proof.Model)}";
        foreach (var conflict in proof.Conflicts) yield return $"conflict: {Plain(conflict)}";
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
