using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Rules;

/// <summary>All that a rule set is made of, as of one moment: kept whole, it makes the same set again. Immutable.</summary>
/// <param name="Files">Rules, correlations and filters.</param>
/// <param name="Pipelines">What the rules are made over with.</param>
/// <param name="Placeholders">By name without percent signs; at least one value each.</param>
public sealed record RuleTexts(IReadOnlyList<RuleFile> Files, IReadOnlyList<RuleFile> Pipelines, IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders)
{
    /// <summary>The day, UTC, as of which filters count; null where all do.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Name of the time zone in which <c>local_time</c> is told (IANA); null for UTC.</summary>
    public string? Zone { get; init; }

    public static RuleTexts None { get; } = new([], [], new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>The rules; what is wrong with one stands in the set and never stops the others.</summary>
    /// <param name="unread">What could not even be read: it stands first among the errors of the set.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know <see cref="Zone"/>.</exception>
    public RuleSet Compile(IReadOnlyList<SigmaError>? unread = null)
    {
        var errors = new List<SigmaError>(unread ?? []);
        var options = new RuleSetOptions { Day = Day, Zone = Zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(Zone), Placeholders = Placeholders, Pipelines = [.. Pipelines.SelectMany(f => PipelineParser.Read(f.Name, f.Text, errors))] };
        return RuleSet.Compile(Files.Select(f => (f.Name, f.Text)), options with { Unread = errors });
    }
}
