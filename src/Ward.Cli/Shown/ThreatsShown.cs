using System.Globalization;
using System.Text.Json;
using Ward.Cli.Threats;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Risks of a model as a table or as JSON.</summary>
internal static class ThreatsShown
{
    public static void Table(Terminal terminal, ThreatsAnswer answer)
    {
        foreach (var rule in answer.Stale) terminal.Error.WriteLine($"warning: line {rule.Line.ToString(CultureInfo.InvariantCulture)}: the model tracks {Printable.Quoted(rule.Pattern)}, and there is no such risk");
        if (answer.Changes is { } changes) Changes(terminal, changes, answer.Register);
        else
        {
            var table = Cells.Table("Severity", "Status", "Risk", "Id");
            foreach (var entry in answer.Register.Entries) Cells.Row(table, RiskWords.Of(entry.Severity), RiskWords.Of(entry.Decision.Status), entry.Words, entry.Id);
            if (answer.Register.Entries.Count > 0) terminal.Print(table);
        }

        terminal.Out.WriteLine(Summary(answer.Register));
        foreach (var entry in answer.Changes is null ? [] : answer.Register.Overdue(answer.Today))
            terminal.Out.WriteLine($"overdue since {Day(entry.ReviewBy)}: {Printable.Of(entry.Id)} ({RiskWords.Of(entry.Severity)}, {RiskWords.Of(entry.Decision.Status)})");
        if (answer.Silent.Count > 0)
            terminal.Out.WriteLine($"{answer.Silent.Count} of {ThreatKinds.All.Count} kinds cannot speak over {answer.Opened.Format}, which does not say enough: {string.Join(", ", answer.Silent.Select(s => s.Kind.Id))}");
    }

    public static void Json(Terminal terminal, ThreatsAnswer answer)
    {
        var findings = answer.Findings.ToDictionary(f => f.Id, StringComparer.Ordinal);
        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            model = answer.Register.Title,
            risks = answer.Register.Entries.Select(e => new
            {
                e.Id, e.Kind, title = e.Words, severity = RiskWords.Of(e.Severity), likelihood = Hyphened(findings[e.Id].Likelihood), impact = Hyphened(findings[e.Id].Impact),
                stride = ThreatKinds.Find(e.Kind) is { } kind ? Hyphened(kind.About.Stride) : null, cwe = ThreatKinds.Find(e.Kind)?.About.Cwe, dataBreach = Hyphened(findings[e.Id].Breach), dataBreachAt = findings[e.Id].BreachAt, e.At,
                status = RiskWords.Of(e.Decision.Status), e.Decision.Justification, e.Decision.Ticket, e.Decision.Date, e.Decision.By, e.Owner, e.FirstSeen, e.ReviewBy, overdue = e.IsOverdue(answer.Today),
            }),
            changes = answer.Changes?.Select(c => new { change = Hyphened(c.Kind), id = c.Entry.Id, before = c.Before is { } was ? RiskWords.Of(was.Severity) : null, after = c.After is { } now ? RiskWords.Of(now.Severity) : null, why = c.Why }),
            silent = answer.Silent.Select(s => new { kind = s.Kind.Id, missing = Names(s.Missing) }),
            staleTracking = answer.Stale.Select(s => new { s.Pattern, s.Line }),
        }, JsonShape.Indented));
    }

    public static string Hyphened<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    private static IEnumerable<string> Names(Facts facts) => Enum.GetValues<Facts>().Where(f => f is not (Facts.None or Facts.All) && facts.HasFlag(f)).Select(Hyphened);

    private static void Changes(Terminal terminal, IReadOnlyList<RegisterChange> changes, RiskRegister register)
    {
        if (changes.Count == 0) terminal.Out.WriteLine(register.Entries.Count == 0 ? "No risk, and none before." : "Nothing changed.");
        foreach (var change in changes)
        {
            var severity = change is { Before: { } was, After: { } now } && was.Severity != now.Severity ? $"{RiskWords.Of(was.Severity)} -> {RiskWords.Of(now.Severity)}" : RiskWords.Of(change.Entry.Severity);
            terminal.Out.WriteLine($"{Hyphened(change.Kind)} ({severity}): {Printable.Of(change.Entry.Words)} [{Printable.Of(change.Entry.Id)}]");
            foreach (var reason in change.Why) terminal.Out.WriteLine($"  because {Printable.Of(reason)}");
        }
    }

    private static string Summary(RiskRegister register)
    {
        if (register.Entries.Count == 0) return "No risk was found.";
        var counts = Enum.GetValues<Severity>().Reverse().Select(s => (Severity: s, Count: register.Entries.Count(e => e.Severity == s))).Where(c => c.Count > 0);
        var settled = register.Entries.Count(e => e.Decision.IsSettled);
        return string.Create(CultureInfo.InvariantCulture, $"{register.Entries.Count} {(register.Entries.Count == 1 ? "risk" : "risks")}: {string.Join(", ", counts.Select(c => $"{c.Count} {RiskWords.Of(c.Severity)}"))}; {settled} settled");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
