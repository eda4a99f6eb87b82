using System.Reflection;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Replays;

/// <summary>All that a choice rested on besides the text of the city, which its version names: with both it can be made again.</summary>
/// <param name="Form">Of this record.</param>
/// <param name="Ward">Which Ward chose.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Incident">As it was believed, without the lines that carried its findings: no choice looks at them.</param>
/// <param name="Never">The addresses of the incident and of the city's assets that were on never-block lists.</param>
public sealed record ChoiceGround(int Form, string Ward, DateTimeOffset At, Incident Incident, ChoiceSettings Settings, IReadOnlyList<Shielded> Never)
{
    /// <summary>The form that this Ward writes.</summary>
    public const int Present = 1;

    private static readonly string Version = typeof(ChoiceGround).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <param name="assets">Those of the city's assets.</param>
    internal static ChoiceGround Of(Incident incident, AttackGraph graph, ChoiceOptions options, IReadOnlyList<Shielded> assets, DateTimeOffset now) => new(
        Present, Version, now, incident with { Findings = [.. incident.Findings.Select(f => f with { Evidence = [] })] }, ChoiceSettings.Of(options, graph.Priors, now), [.. Shielded.Of(graph.City, incident.Entities.Concat(incident.Findings.SelectMany(f => f.Entities)).OfType<Entity.Source>().Select(s => s.Address)), .. assets]);
}
