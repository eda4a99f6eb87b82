using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Detect.Explaining;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Cli.Shown;

/// <summary>Explanations for a program: one JSON object on one line.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    public static string Of(IReadOnlyList<RuleExplanation> all, IReadOnlyList<Event> events) => JsonSerializer.Serialize(
        new { rule = Rule(all[0].Rule), events = all.Select((x, i) => new { line = i + 1, matches = x.Matches, @event = Said(events[i]), source = Source(x.Source), condition = Reason(x.Condition) }) }, Shape);

    public static string Of(CorrelationExplanation explanation, IReadOnlyList<Event> events) =>
        JsonSerializer.Serialize(new { correlation = Correlation(explanation), events = events.Select((e, i) => new { line = i + 1, @event = Said(e) }) }, Shape);

    private static object Correlation(CorrelationExplanation explanation) => new
    {
        rule = Rule(explanation.Correlation.Header),
        normal = explanation.Expected,
        speaks = explanation.Findings.Count > 0,
        seen = explanation.Findings.Select(f => f.Explanation.Seen),
        counted = explanation.Events.Select(c => new
        {
            line = c.Number, rule = c.Rule.Rule.Key, matches = c.Rule.Matches, counts = c.Counts, group = c.Group, values = c.Values, source = Source(c.Rule.Source), condition = Reason(c.Rule.Condition),
        }),
        below = explanation.Below.Select(Correlation),
    };

    private static object Rule(SigmaHeader rule) => new { id = rule.Key, rule.Title, rule.File, rule.Line };

    private static object Said(Event e) => new { decoder = e.Decoder, time = e.Time, raw = Encoding.UTF8.GetString(e.Raw.Span) };

    private static object Source(SourceReason source) => new { holds = source.Holds, asked = source.Asked, found = source.Found, differs = source.Failing };

    private static object Reason(Reason reason) => new
    {
        kind = reason.Kind.ToString().ToLowerInvariant(),
        holds = reason.Holds,
        words = reason.Words,
        field = reason.Field,
        path = reason.Path,
        value = reason.Value,
        line = reason.Line > 0 ? reason.Line : (int?)null,
        sought = reason.Field is not null && reason.Value is null ? reason.Sought : null,
        parts = reason.Parts.Count > 0 ? reason.Parts.Select(Reason) : null,
    };
}
