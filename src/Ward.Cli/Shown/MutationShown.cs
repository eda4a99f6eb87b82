using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>What carries the results of tests, and what no sample speaks for.</summary>
internal static class MutationShown
{
    private const int LongestValue = 60;

    public static void Print(Terminal terminal, IReadOnlyList<MutationRun> runs)
    {
        foreach (var run in runs)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine($"{Printable.Of(run.Run.Subject.Header.Title)} ({Printable.Of(run.Run.File.File)})");
            foreach (var (test, mutations) in run.Tests) Print(terminal, test, [.. mutations.Where(m => m.Carries)]);
        }

        terminal.Out.WriteLine();
        var left = MutationRun.Uncarried(runs);
        foreach (var (item, tried) in left)
        {
            var place = item.Line > 0 ? $"{Printable.Of(item.Rule.File)}:{item.Line}" : Printable.Of(item.Rule.File);
            terminal.Out.WriteLine($"{(tried ? "needed by no sample" : "true in no sample")}: {Printable.Of($"{item.Selection}: {item.Words}")} (“{Printable.Of(item.Rule.Title)}”, {place})");
        }

        var items = left.Count;
        terminal.Out.WriteLine($"{RuleTestShown.Count(runs.Count, "file")} of tests mutated; {RuleTestShown.Count(items, "condition")} without a sample that needs {(items == 1 ? "it" : "them")}");
    }

    private static void Print(Terminal terminal, RuleTest test, List<Mutation> carrying)
    {
        terminal.Out.WriteLine($"      {Printable.Of(test.Name)} (expects {test.Expect}){(carrying.Count == 0 ? ": no single condition carries it" : " needs")}");
        foreach (var mutation in carrying)
            terminal.Out.WriteLine($"        {Printable.Of($"{mutation.Item.Selection}: {mutation.Item.Words}")}; {How(mutation)}");
    }

    private static string How(Mutation mutation) => mutation.Item switch
    {
        CorrelationItem item => $"fails when {item.Untrue}",
        ConditionItem { Field: null } => "fails without the word",
        _ => $"fails with {Printable.Of(mutation.Path)} {Change(mutation.From, mutation.To)}",
    };

    /// <summary>Both values, of long ones the part around what differs.</summary>
    private static string Change(string? from, string? to)
    {
        var same = 0;
        while (from is not null && to is not null && same < Math.Min(from.Length, to.Length) && from[same] == to[same]) same++;
        var start = Math.Max(0, same - (LongestValue / 2));
        return $"{Value(from, start)} -> {Value(to, start)}";
    }

    private static string Value(string? value, int start)
    {
        if (value is null) return "(none)";
        if (value.Length <= LongestValue) return $"\"{Printable.Of(value)}\"";
        start = Math.Min(start, value.Length - LongestValue);
        var end = start + LongestValue;
        return $"\"{(start > 0 ? "…" : "")}{Printable.Of(value[start..end])}{(end < value.Length ? "…" : "")}\"";
    }
}
