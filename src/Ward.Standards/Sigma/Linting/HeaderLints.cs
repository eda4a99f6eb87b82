using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.Standards.Sigma.Linting;

/// <summary>What a rule says of itself.</summary>
internal static class HeaderLints
{
    private static readonly string[] Relations = ["derived", "obsolete", "merged", "renamed", "similar"];

    internal static List<LintFinding> Of(SigmaRule rule)
    {
        var header = rule.Header;
        var found = new List<LintFinding>();
        if (header.Id.Length == 0) Add(LintCodes.NoId, "id");
        else if (!Guid.TryParse(header.Id, out _)) Add(LintCodes.NotUuid, "id", $"'{header.Id}' is no UUID");
        if (header.Level == SigmaLevel.Unstated) Add(LintCodes.NoLevel, "level");
        if (header.Status == SigmaStatus.Unstated) Add(LintCodes.NoStatus, "status");
        if (header.Status == SigmaStatus.Deprecated) Add(LintCodes.Deprecated, "status");
        if (header.Tags.Count == 0) Add(LintCodes.NoTags, "tags");
        if (!IsDate(header.Date)) Add(LintCodes.BadDate, "date", $"'{header.Date}' is not yyyy-MM-dd");
        if (!IsDate(header.Modified)) Add(LintCodes.BadDate, "modified", $"'{header.Modified}' is not yyyy-MM-dd");
        foreach (var relation in header.Related.Where(r => !Relations.Contains(r.Type))) Add(LintCodes.BadRelation, "related", $"'{relation.Type}' is no type of a relation");
        foreach (var tag in header.Tags.Where(t => !IsTag(t))) Add(LintCodes.BadTag, "tags", $"'{tag}' is no tag");
        foreach (var name in header.Custom.Keys)
            if (Nearest.To(name, [.. HeaderReader.Known, "logsource", "detection"]) is { } meant) Add(LintCodes.Misspelt, name, $"'{name}' is not looked at", $"write {meant}");
        if (rule.LogSource is { Category: "", Product: "", Service: "" }) Add(LintCodes.EveryLogSource, "logsource");
        return found;

        void Add(LintCode code, string field, string? message = null, string? fix = null) =>
            found.Add(new LintFinding(code, header.File, header.Line, 1, field, message ?? code.Message, fix ?? code.Fix));
    }

    private static bool IsDate(string date) => date.Length == 0 || DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTag(string tag) =>
        tag.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && dot < tag.Length - 1 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
