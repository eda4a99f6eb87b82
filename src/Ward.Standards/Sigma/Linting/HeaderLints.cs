using System.Globalization;
using Ward.Standards.Attack;
using Ward.Standards.Yaml;

namespace Ward.Standards.Sigma.Linting;

/// <summary>What documents say of themselves; each finding stands at its key, or at the document where the key is missing.</summary>
internal static class HeaderLints
{
    private static readonly string[] Relations = ["derived", "obsolete", "merged", "renamed", "similar"];

    /// <summary>Sigma's own, and Ward's names, which are looked for everywhere.</summary>
    private static readonly string[] Taxonomies = ["sigma", "ward"];

    internal static List<LintFinding> Of(SigmaRule rule)
    {
        var found = OfSpeaker(rule.Header, [.. HeaderReader.Known, "logsource", "detection"]);
        var header = rule.Header;
        if (!Taxonomies.Contains(header.Taxonomy, StringComparer.OrdinalIgnoreCase)) Add(found, header, LintCodes.OtherTaxonomy, "taxonomy", $"there is no mapping for the taxonomy '{FieldReader.Cut(header.Taxonomy)}': fields are looked for as they are written");
        if (rule.LogSource is { Category: "", Product: "", Service: "" }) Add(found, header, LintCodes.EveryLogSource, "logsource");
        return found;
    }

    internal static List<LintFinding> Of(SigmaCorrelation correlation) => OfSpeaker(correlation.Header, [.. HeaderReader.Known, "correlation", "generate"]);

    internal static List<LintFinding> Of(SigmaFilter filter)
    {
        var found = OfAny(filter.Header, [.. HeaderReader.Known, "logsource", "filter"]);
        if (filter.Header.Author.Length == 0) Add(found, filter.Header, LintCodes.NobodyAnswers, "author");
        if (filter.Header.Until is null) Add(found, filter.Header, LintCodes.NoEnd, "ward");
        return found;
    }

    /// <summary>What makes findings of its own.</summary>
    private static List<LintFinding> OfSpeaker(SigmaHeader header, string[] known)
    {
        var found = OfAny(header, known);
        if (header.Level == SigmaLevel.Unstated) Add(found, header, LintCodes.NoLevel, "level");
        if (header.Status == SigmaStatus.Unstated) Add(found, header, LintCodes.NoStatus, "status");
        if (header.Status == SigmaStatus.Deprecated) Add(found, header, LintCodes.Deprecated, "status");
        if (header.Tags.Count == 0) Add(found, header, LintCodes.NoTags, "tags");
        for (var i = 0; i < header.Tags.Count; i++) Tag(found, header, i);
        return found;
    }

    private static List<LintFinding> OfAny(SigmaHeader header, string[] known)
    {
        var found = new List<LintFinding>();
        if (header.Id.Length == 0) Add(found, header, LintCodes.NoId, "id");
        else if (!Guid.TryParse(header.Id, out _)) Add(found, header, LintCodes.NotUuid, "id", $"'{header.Id}' is no UUID");
        if (!IsDate(header.Date)) Add(found, header, LintCodes.BadDate, "date", $"'{header.Date}' is not yyyy-MM-dd");
        if (!IsDate(header.Modified)) Add(found, header, LintCodes.BadDate, "modified", $"'{header.Modified}' is not yyyy-MM-dd");
        for (var i = 0; i < header.Related.Count; i++)
            if (!Relations.Contains(header.Related[i].Type)) Add(found, header, LintCodes.BadRelation, "related", $"'{header.Related[i].Type}' is no type of a relation", at: $"related[{i}]");
        foreach (var name in header.Custom.Keys)
            if (Nearest.To(name, known) is { } meant) Add(found, header, LintCodes.Misspelt, name, $"'{name}' is not looked at", $"write {meant}");
        return found;
    }

    private static void Tag(List<LintFinding> found, SigmaHeader header, int index)
    {
        var (tag, at) = (header.Tags[index], $"tags[{index}]");
        if (!IsTag(tag)) Add(found, header, LintCodes.BadTag, "tags", $"'{tag}' is no tag", at: at);
        else if (!tag.StartsWith("attack.", StringComparison.Ordinal)) return;
        else if (!AttackTactics.IsTag(tag[7..])) Add(found, header, LintCodes.NotAttack, "tags", $"'{tag}' names nothing of ATT&CK", at: at);
        else if (TagOfToday(tag) is { } today) Add(found, header, LintCodes.OldTag, "tags", $"'{tag}' is called otherwise today", $"write {today}", at);
    }

    /// <summary>The tag under its tactic's name of today; null where it has it, or names no tactic.</summary>
    internal static string? TagOfToday(string tag) =>
        tag.StartsWith("attack.", StringComparison.OrdinalIgnoreCase) && AttackTactics.TryFind(tag[7..], out var tactic) && !tag[7..].Equals(tactic, StringComparison.OrdinalIgnoreCase) ? $"attack.{tactic}" : null;

    internal static void Add(List<LintFinding> found, SigmaHeader header, LintCode code, string field, string? message = null, string? fix = null, string? at = null)
    {
        if (!header.Places.TryGetValue(at ?? field, out var place) && !header.Places.TryGetValue(field, out place)) place = new SigmaPlace(header.Line, 1);
        found.Add(new LintFinding(code, header.File, place.Line, place.Column, field, message ?? code.Message, fix ?? code.Fix));
    }

    private static bool IsDate(string date) => date.Length == 0 || DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTag(string tag) =>
        tag.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && dot < tag.Length - 1 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
