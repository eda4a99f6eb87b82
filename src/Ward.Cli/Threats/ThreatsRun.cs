using Ward.Cli.Commands;
using Ward.Cli.Shown;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Stride;
using Ward.Standards.Yaml;

namespace Ward.Cli.Threats;

/// <summary>Looks for risks in an opened model, brings the register up to date, shows what was asked and says whether it may pass.</summary>
internal static class ThreatsRun
{
    public static int Do(Terminal terminal, OpenedModel opened, ThreatsAsked asked)
    {
        if (asked.Register is not null && asked.Kinds.Count > 0) return terminal.Fail(Exit.Usage, "a register holds every risk: --kind does not go with --register");
        if (asked.Stride)
        {
            if (opened.City is null) return terminal.Fail(Exit.Usage, $"STRIDE for each element is told of a city, and this is {opened.Format}");
            if (asked.Kinds.Count > 0 || asked.Register is not null || asked.FailOn is not null) return terminal.Fail(Exit.Usage, "--stride goes with --json alone; a register holds its open threats anyway");
            StrideShown.Show(terminal, StridePerElement.Of(opened.City), asked.Json);
            return Exit.Done;
        }

        var today = DateOnly.FromDateTime(terminal.Clock.GetUtcNow().UtcDateTime);
        // A register of a city holds what STRIDE leaves open as well.
        var stride = opened.City is { } city && asked.Register is not null ? StridePerElement.Of(city).Where(t => t.State == StrideState.Open).Select(t => t.AsFinding()) : [];
        var analysis = ThreatAnalysis.Of(opened.Model, [.. opened.Own, .. stride]);
        var findings = analysis.Findings.Where(f => asked.Kinds.Count == 0 || asked.Kinds.Contains(f.Kind)).ToList();
        var before = RiskRegister.Empty(opened.Model.Title);
        if (asked.Register is { } file)
        {
            var problems = new ProblemList(file);
            if (RegisterFile.Read(file, opened.Model.Title, problems) is not { } kept) return ThreatsCommand.Refuse(terminal, problems);
            if (kept.Entries.Count > 0 && kept.Title != opened.Model.Title && !kept.Entries.Any(e => analysis.Findings.Any(f => f.Id == e.Id)))
                return terminal.Fail(Exit.Failed, $"{file} is the register of another model, {Printable.Quoted(kept.Title)}: it has no risk in common with {Printable.Quoted(opened.Model.Title)}");
            before = kept;
        }

        var register = before.After(opened.Model, findings, opened.Tracking, today);
        var changes = asked.Register is null ? null : RegisterChange.Between(before, register);
        if (asked.Register is not null) RegisterFile.Write(asked.Register, register);
        // A rule about no risk at all is out of date; one that --kind merely hides is not.
        var stale = opened.Tracking.Where(t => !analysis.Findings.Any(t.Fits)).ToList();
        var answer = new ThreatsAnswer(opened, findings, asked.Kinds.Count == 0 ? analysis.Silent : [], register, changes, stale, today);
        if (asked.Json) ThreatsShown.Json(terminal, answer);
        else ThreatsShown.Table(terminal, answer);
        return Verdict(terminal, asked, answer);
    }

    private static int Verdict(Terminal terminal, ThreatsAsked asked, ThreatsAnswer answer)
    {
        var reasons = new List<string>();
        if (asked.FailOn is { } least && answer.Register.Entries.Count(e => e.Severity >= least && !e.Decision.IsSettled) is > 0 and var open)
            reasons.Add($"{open} {(open == 1 ? "risk" : "risks")} of severity {RiskWords.Of(least)} or graver {(open == 1 ? "is" : "are")} not settled");
        if (asked.Strict && answer.Stale.Count > 0) reasons.Add($"{answer.Stale.Count} tracked {(answer.Stale.Count == 1 ? "risk is" : "risks are")} not there");
        if (asked.FailOverdue && answer.Register.Overdue(answer.Today).Count() is > 0 and var overdue) reasons.Add($"{overdue} {(overdue == 1 ? "review is" : "reviews are")} overdue");
        return reasons.Count == 0 ? Exit.Done : terminal.Fail(Exit.Failed, string.Join("; ", reasons));
    }
}
