using Ward.Detect.Explaining;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>An explanation as an indented tree: 'yes' or 'no ' before each branch.</summary>
internal static class ReasonShown
{
    /// <param name="indent">Columns before each line.</param>
    public static void Print(TextWriter to, RuleExplanation explanation, int indent = 0)
    {
        var source = explanation.Source;
        Line(to, indent, source.Holds, $"log source: the rule looks at {Words(source.Asked.Category, source.Asked.Product, source.Asked.Service)}; the event is {Words(source.Found.Category, source.Found.Product, source.Found.Service, none: "of no log source")}"
            + (source.Holds ? "" : $" ({string.Join(" and ", source.Failing)} differ{(source.Failing.Count == 1 ? "s" : "")})"));
        Print(to, explanation.Condition, indent, "condition: ");
    }

    private static void Print(TextWriter to, Reason reason, int indent, string before = "")
    {
        Line(to, indent, reason.Holds, before + Words(reason));
        foreach (var part in reason.Parts) Print(to, part, indent + 5);
    }

    private static string Words(Reason reason) => reason.Kind switch
    {
        ReasonKind.Selection => $"{reason.Words}:",
        ReasonKind.Field when reason.Value is not null => $"{reason.Words}; {reason.Path} is \"{reason.Value}\"",
        ReasonKind.Field => $"{reason.Words}; the event has no {string.Join(", ", reason.Sought.Distinct())}",
        ReasonKind.Value when reason.Path is not null => $"{reason.Words}, found in {(reason.Path == "line" ? "the line" : reason.Path)}",
        ReasonKind.Field or ReasonKind.Value => reason.Words,
        _ => $"{reason.Words}:",
    };

    internal static string Words(string category, string product, string service, string none = "any event")
    {
        (string Name, string Value)[] all = [("category", category), ("product", product), ("service", service)];
        var parts = all.Where(p => p.Value.Length > 0).Select(p => $"{p.Name} {p.Value}").ToList();
        return parts.Count == 0 ? none : string.Join(", ", parts);
    }

    private static void Line(TextWriter to, int indent, bool holds, string words) => to.WriteLine($"{new string(' ', indent)}{(holds ? "yes" : "no ")}  {Printable.Of(words)}");
}
