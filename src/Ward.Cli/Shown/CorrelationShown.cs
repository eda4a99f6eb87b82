using Ward.Detect.Explaining;
using Ward.Ingest;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>A correlation over lines: what it counts of each, in which group, and what it says.</summary>
internal static class CorrelationShown
{
    public static void Print(TextWriter to, CorrelationExplanation explanation, IReadOnlyList<Event> events, int which)
    {
        Said(to, explanation, "");
        var told = explanation.Events.FirstOrDefault(c => c.Number == which && !c.Rule.Matches);
        if (told is null) return;
        to.WriteLine($"Line {which}: {ExplanationShown.Line(events[which - 1])}");
        ReasonShown.Print(to, told.Rule);
        ExplanationShown.Fields(to, events[which - 1]);
    }

    private static void Said(TextWriter to, CorrelationExplanation explanation, string indent)
    {
        to.Write(indent);
        ExplanationShown.Title(to, explanation.Correlation.Header);
        to.WriteLine($"{indent}  normal is {Printable.Of(explanation.Expected)}");
        if (explanation.Findings.Count == 0) to.WriteLine($"{indent}  SAYS NOTHING of these lines");
        foreach (var finding in explanation.Findings) to.WriteLine($"{indent}  SPEAKS: {Printable.Of(finding.Explanation.Seen)}");
        foreach (var counted in explanation.Events) to.WriteLine($"{indent}  line {counted.Number}: {Words(counted)}");
        foreach (var below in explanation.Below) Said(to, below, indent + "  ");
    }

    private static string Words(CountedEvent counted)
    {
        var rule = $"“{Printable.Of(counted.Rule.Rule.Title)}”";
        if (!counted.Rule.Matches) return $"not counted, since {rule} does not match";
        var missing = counted.Group.Concat(counted.Values).Where(p => p.Value is null).Select(p => Printable.Of(p.Field)).ToList();
        if (missing.Count > 0) return $"not counted: {rule} matches, but the event has no {string.Join(" and no ", missing)}";
        var group = counted.Group.Count == 0 ? "in the one group" : $"in the group {string.Join(", ", counted.Group.Select(Said))}";
        return $"counted as {rule} {group}{(counted.Values.Count == 0 ? "" : $", with {string.Join(", ", counted.Values.Select(Said))}")}";
    }

    private static string Said(KeyPart part) => Printable.Of($"{part.Name} = {part.Value}{(part.Path == part.Name ? "" : $" ({part.Path})")}");
}
