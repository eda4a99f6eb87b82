using System.Globalization;
using System.Text.Json;
using Ward.Cities;
using Ward.City.Merging;
using Ward.Cli.Cities;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>What an import brings, for people and for programs.</summary>
internal static class ImportShown
{
    private const int Listed = 50;

    public static void Print(Terminal terminal, IReadOnlyList<ImportedFile> files, CityVersion version, bool dry, bool unchanged, CityBook book)
    {
        foreach (var file in files)
        {
            Line(terminal, $"{file.File}: {Word(file.Format)}, {Count(file.Delta.Records.Count, "record")} by {file.Delta.Source}");
            foreach (var note in file.Delta.Notes) Line(terminal, "  " + note);
            Some(terminal, "skipped", file.Skipped);
            Some(terminal, "no longer said by its source", [.. file.NotSeen.Select(r => $"{Word(r.Part)} {r.Key}")]);
        }

        foreach (var kind in Enum.GetValues<ChangeKind>())
            Some(terminal, Word(kind), [.. version.Changes.Where(c => c.Kind == kind).Select(c => $"{Word(c.Part)} {c.Id}{(c.Fields.Count > 0 && kind == ChangeKind.Changed ? ": " + string.Join("; ", c.Fields.Select(Told)) : "")}")]);
        Some(terminal, "conflicting", [.. version.Conflicts.Select(c => c.ToString())]);
        Some(terminal, "left out or assumed", version.LeftOut);
        Line(terminal, unchanged ? $"The city stays as it is, version {version.Version}"
            : dry ? "Nothing was written: this was a dry run"
            : $"Version {version.Version}{(version.Parent is { } parent ? $" after {parent[..12]}" : "")} in {book.Merged}; name that file as the city to watch it");
    }

    public static string Json(IReadOnlyList<ImportedFile> files, CityVersion version, bool dry, bool unchanged) => JsonSerializer.Serialize(
        new
        {
            dryRun = dry,
            unchanged,
            version.Version,
            version.Parent,
            files = files.Select(f => new { f.File, format = Word(f.Format), f.Delta.Source, records = f.Delta.Records.Count, f.Delta.Notes, f.Skipped, notSeen = f.NotSeen.Select(r => new { part = Word(r.Part), r.Key }) }),
            changes = ChangesJson(version.Changes),
            conflicts = version.Conflicts.Select(c => new { part = Word(c.Part), c.Id, c.Field, c.Taken, takenFrom = c.TakenFrom.Source, c.Other, otherFrom = c.OtherFrom.Source, otherFile = c.OtherFrom.File }),
            version.LeftOut,
        }, JsonShape.Indented);

    public static object ChangesJson(IReadOnlyList<CityChange> changes) =>
        changes.Select(c => new { kind = Word(c.Kind), part = Word(c.Part), c.Id, fields = c.Fields.Select(f => new { f.Field, f.Before, f.After }) });

    public static string Told(FieldChange change) => (change.Before.Count, change.After.Count) switch
    {
        (0, _) => $"{change.Field} {string.Join(", ", change.After)}",
        (_, 0) => $"{change.Field} no longer {string.Join(", ", change.Before)}",
        ( > 1, _) or (_, > 1) => $"{change.Field}{Signed(" +", change.After.Except(change.Before))}{Signed(" -", change.Before.Except(change.After))}",
        _ => $"{change.Field} {change.Before[0]} -> {change.After[0]}",
    };

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>A heading with the number, and the first of them.</summary>
    public static void Some(Terminal terminal, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        Line(terminal, string.Create(CultureInfo.InvariantCulture, $"{lines.Count:n0} {heading}:"));
        foreach (var line in lines.Take(Listed)) Line(terminal, "  " + line);
        if (lines.Count > Listed) Line(terminal, string.Create(CultureInfo.InvariantCulture, $"  and {lines.Count - Listed:n0} more (--json shows all)"));
    }

    private static string Signed(string sign, IEnumerable<string> values) => string.Concat(values.Select(v => sign + v));

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:n0} {noun}{(number == 1 ? "" : "s")}");

    private static void Line(Terminal terminal, string text) => terminal.Out.WriteLine(Printable.Of(text));
}
