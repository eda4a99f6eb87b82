using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>Explains a detection rule over events, branch by branch. Not thread-safe.</summary>
public sealed class RuleExplainer
{
    private readonly SigmaRule rule;
    private readonly EventView view;

    /// <param name="rule">With filters, pipelines and placeholders worked in, as in <see cref="Rules.RuleSet.Rules"/>.</param>
    /// <param name="zone">In which local times are told; null for UTC.</param>
    public RuleExplainer(SigmaRule rule, TimeZoneInfo? zone = null) => (this.rule, view) = (rule, new EventView([rule], [], zone ?? TimeZoneInfo.Utc));

    /// <summary>Why the rule matches the event or does not. Keeps nothing of the event.</summary>
    public RuleExplanation Explain(Event e)
    {
        view.Begin(e);
        return new RuleExplanation(rule.Header, SourceReason.Of(rule.LogSource, e.LogSource), Of(rule.Condition));
    }

    private Reason Of(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And => All([.. Chain<SigmaCondition.And>(condition, a => (a.Left, a.Right)).Select(Of)]),
        SigmaCondition.Or => Any([.. Chain<SigmaCondition.Or>(condition, o => (o.Left, o.Right)).Select(Of)]),
        SigmaCondition.Not(var inner) => Not(Of(inner)),
        SigmaCondition.Selection(var name) => Selection(name),
        SigmaCondition.AtLeast(var count, var names) => Some(count, [.. names.Select(Selection)]),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    /// <summary>a and b and c as one list of three.</summary>
    private static IEnumerable<SigmaCondition> Chain<T>(SigmaCondition condition, Func<T, (SigmaCondition Left, SigmaCondition Right)> sides)
        where T : SigmaCondition
    {
        if (condition is not T same) return [condition];
        var (left, right) = sides(same);
        return Chain(left, sides).Concat(Chain(right, sides));
    }

    private Reason Selection(string name)
    {
        var part = Of(rule.Selections.First(s => s.Name == name).Detection);
        return new Reason(ReasonKind.Selection, name, part.Holds, part.Kind == ReasonKind.All ? part.Parts : [part]);
    }

    private Reason Of(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All(var parts) => parts.Count == 1 ? Of(parts[0]) : All([.. parts.Select(Of)]),
        SigmaDetection.Any(var parts) => parts.Count == 1 ? Of(parts[0]) : Any([.. parts.Select(Of)]),
        SigmaDetection.Field field => Of(field),
        SigmaDetection.Keywords words => Of(words),
        _ => throw new InvalidOperationException($"Unknown detection {detection.GetType()}."),
    };

    private Reason Of(SigmaDetection.Field field)
    {
        var values = field.Tests.Select(t => new Reason(ReasonKind.Value, TestWords.Of(t), view.Holds(t, field.Name), [])).ToList();
        var held = field.Every ? values.All(v => v.Holds) : values.Any(v => v.Holds);
        var asked = values.Count == 1 ? values[0].Words : field.Every ? $"satisfies all {values.Count} of" : $"satisfies one of {values.Count}";
        var there = view.TryGet(field.Name, out var value);
        return new Reason(ReasonKind.Field, $"{(field.Negated ? "not: " : "")}{field.Name} {asked}", held != field.Negated, values.Count == 1 ? [] : values)
        {
            Field = field.Name,
            Path = there ? view.PathOf(field.Name) : null,
            Value = there ? Texts.Of(value, Texts.ShownBytes) : null,
            Sought = there ? [] : view.NamesOf(field.Name),
            Line = field.Line,
        };
    }

    private Reason Of(SigmaDetection.Keywords words)
    {
        var values = words.Tests.Select(t =>
        {
            var found = view.HoldsAnywhere(t, out var where);
            return new Reason(ReasonKind.Value, TestWords.Keyword(t), found, []) { Path = found ? where : null };
        }).ToList();
        var held = words.Every ? values.All(v => v.Holds) : values.Any(v => v.Holds);
        return new Reason(ReasonKind.Keywords, $"{(words.Every ? "all" : "one")} of the words in any field or the line", held, values) { Line = words.Line };
    }

    private static Reason All(IReadOnlyList<Reason> parts) => new(ReasonKind.All, "all of", parts.All(p => p.Holds), parts);

    private static Reason Any(IReadOnlyList<Reason> parts) => new(ReasonKind.Any, "one of", parts.Any(p => p.Holds), parts);

    private static Reason Not(Reason part) => new(ReasonKind.Not, "not", !part.Holds, [part]);

    private static Reason Some(int count, IReadOnlyList<Reason> parts) =>
        count == parts.Count ? All(parts)
        : count == 1 ? Any(parts)
        : new Reason(ReasonKind.Some, $"{count} or more of", parts.Count(p => p.Holds) >= count, parts);
}
