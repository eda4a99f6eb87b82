using System.Globalization;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>'Password guessing from 203.0.113.9 against bastion, then a successful sign-in as backup'.</summary>
internal static class IncidentTitle
{
    public static string Of(OpenIncident incident)
    {
        var strongest = incident.Findings[0];
        Finding? tried = null, inside = null;
        foreach (var finding in incident.Findings)
        {
            if (finding.Meaning > strongest.Meaning || (finding.Meaning == strongest.Meaning && finding.Severity > strongest.Severity)) strongest = finding;
            if (finding.Meaning is Meaning.Attempt or Meaning.Reconnaissance) tried ??= finding;
            if (finding.Meaning == Meaning.Compromise) inside ??= finding;
        }

        var what = inside is not null && tried is null && IsSignIn(inside) ? "Password guessing" : What(inside is null ? strongest : tried ?? inside);
        var title = what + From(incident) + Against(incident);
        if (inside is not null && (tried is not null || IsSignIn(inside)))
            title += IsSignIn(inside) ? $", then a successful sign-in{As(inside)}" : $", then {What(inside)}";
        return incident.Folded == 0 ? title : title + string.Create(CultureInfo.InvariantCulture, $" ({incident.Folded} repeats)");
    }

    private static bool IsSignIn(Finding finding) => Is(finding, "T1078");

    private static bool Is(Finding finding, string technique)
    {
        foreach (var id in finding.Techniques)
            if (id.StartsWith(technique, StringComparison.Ordinal)) return true;
        return false;
    }

    private static string What(Finding finding) =>
        finding.Meaning == Meaning.Unusual ? (IsSignIn(finding) ? "Unusual sign-in" : Shown.Sentence(finding.Title, 80))
        : Is(finding, "T1110") ? "Password guessing"
        : Is(finding, "T1595") || Is(finding, "T1046") ? "Scanning"
        : Is(finding, "T1190") ? "An attack on a public application"
        : Shown.Sentence(finding.Title, 80);

    private static string From(OpenIncident incident)
    {
        var sources = incident.Entities.OfType<Entity.Source>().ToList();
        return sources.Count switch
        {
            0 => "",
            1 => $" from {sources[0]}",
            _ => string.Create(CultureInfo.InvariantCulture, $" from {sources[0]} and {sources.Count - 1} more"),
        };
    }

    private static string Against(OpenIncident incident)
    {
        var hosts = incident.Entities.OfType<Entity.Host>().ToList();
        return hosts.Count switch
        {
            0 => "",
            1 => $" against {Shown.Name(hosts[0].Asset.Value)}",
            _ => string.Create(CultureInfo.InvariantCulture, $" against {Shown.Name(hosts[0].Asset.Value)} and {hosts.Count - 1} more"),
        };
    }

    private static string As(Finding finding) =>
        finding.Entities.OfType<Entity.Login>().FirstOrDefault() is { } login ? $" as {Shown.Name(login.Name)}" : "";
}
