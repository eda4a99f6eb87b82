using System.CommandLine;
using Ward.Cities;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Cli.Cities;
using Ward.Cli.Shown;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward city import: what other tools say, merged with the city's own file; all of it or nothing.</summary>
internal static class CityImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("file") { Description = "Files of other tools (docs/reference/city-import.md); none merges again what was imported", HelpName = "FILE", Arity = ArgumentArity.ZeroOrMore };
        var city = new Option<string>("--city") { Description = "The hand-written city file", Required = true, HelpName = "FILE" };
        var book = new Option<string?>("--book") { Description = "The folder in which imports and versions are kept; else the city file's name with .book", HelpName = "FOLDER" };
        var format = new Option<string?>("--format") { Description = "Of all files: " + string.Join(", ", ImportFormats.Names) + "; else told by their content", HelpName = "FORMAT" };
        var source = new Option<string?>("--source") { Description = "Name of the source, such as nmap-north; a later import of the same name takes its place", HelpName = "NAME" };
        var map = new Option<string[]>("--map") { Description = "COLUMN=FIELD of a CSV file ('-' leaves a column out), INTERFACE=ZONE or self=ASSET of firewall rules, asset=ASSET of a bill of materials, id=PROPERTY of positions", HelpName = "A=B" };
        var prefer = new Option<string[]>("--prefer") { Description = "A source whose word counts more than the city file's; may be given several times, the first counts most; remembered", HelpName = "SOURCE" };
        var zone = new Option<string?>("--zone") { Description = "Zone of assets that no zone's networks hold; remembered", HelpName = "ZONE" };
        var drop = new Option<bool>("--drop-gone") { Description = "What the source said before and no longer says goes; else it stays and is shown" };
        var skip = new Option<bool>("--skip-bad") { Description = "Take the rest of a file in which something is wrong; else it is refused whole" };
        var why = new Option<string?>("--why") { Description = "The reason, kept with the version", HelpName = "TEXT" };
        var dry = new Option<bool>("--dry-run") { Description = "Show what would be new, changed, conflicting and gone, and write nothing" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("import", "Merge what other tools say into the city") { files, city, book, format, source, map, prefer, zone, drop, skip, why, dry, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(format) is { } named && !ImportFormats.TryName(named, out _)) return terminal.Fail(Exit.Usage, $"there is no format \"{named}\"; 'ward city import --help' names them");
            var maps = (parsed.GetValue(map) ?? []).Select(m => (Text: m, At: m.LastIndexOf('=', m.Length - 1))).ToList();
            if (maps.Find(m => m.At <= 0 || m.At == m.Text.Length - 1) is { Text: { } wrong }) return terminal.Fail(Exit.Usage, $"--map \"{wrong}\" is not A=B");
            var problems = new ProblemList(parsed.GetValue(city)!);
            if (CityBook.Open(parsed.GetValue(city)!, parsed.GetValue(book), problems) is not { } opened) return Refusals.Print(terminal, problems.Sorted());
            var settings = opened.Settings with
            {
                Prefer = parsed.GetValue(prefer) is { Length: > 0 } sources ? sources : opened.Settings.Prefer,
                Zone = parsed.GetValue(zone) ?? opened.Settings.Zone,
            };
            if (settings.Zone is { } fallback && !opened.Own.Zones.Any(z => z.Id.Value == fallback)) return terminal.Fail(Exit.Usage, $"--zone \"{fallback}\" is no zone of {parsed.GetValue(city)}");

            var intake = new FileIntake(opened, parsed.GetValue(format), parsed.GetValue(source), maps.GroupBy(m => m.Text[..m.At]).ToDictionary(g => g.Key, g => g.Last().Text[(g.Last().At + 1)..], StringComparer.Ordinal), parsed.GetValue(drop), terminal.Clock.GetUtcNow());
            var wrongs = new List<ProblemList>();
            var asked = parsed.GetValue(files) ?? [];
            intake.Read(asked, wrongs);
            if (wrongs.Count > 0 && (!parsed.GetValue(skip) || intake.Files.Count < asked.Length)) return Refusals.Print(terminal, [.. wrongs.SelectMany(w => w.Sorted())], wrongs.Sum(w => w.Count), "nothing was written (--skip-bad takes the rest of a file)");
            return Merge(terminal, opened, settings, intake, parsed.GetValue(why), parsed.GetValue(dry), parsed.GetValue(json));
        });
        return command;
    }

    private static int Merge(Terminal terminal, CityBook book, BookSettings settings, FileIntake intake, string? why, bool dry, bool json)
    {
        var outcome = book.Merge(intake.Deltas, settings);
        if (outcome is not MergedCity.Merged merged) return Refusals.Print(terminal, ((MergedCity.Refused)outcome).Problems, tail: "what was read makes no well-formed city; nothing was written");
        var head = book.Head?.Version;
        var version = new CityVersion(
            merged.City.Version, head, terminal.Clock.GetUtcNow(), why ?? (intake.Files.Count == 0 ? "merged again" : $"import of {string.Join(", ", intake.Files.Select(f => Path.GetFileName(f.File)))}"), book.Own.Version,
            [.. intake.Deltas.Select(d => new Provenance(d.Source, d.File, d.Time))], CityChange.Between(book.Head ?? book.Own, merged.City), merged.Conflicts, merged.LeftOut);
        var unchanged = head == version.Version;
        if (!dry && !unchanged) book.Keep(intake.Deltas, settings, merged, version);
        if (json) terminal.Out.WriteLine(ImportShown.Json(intake.Files, version, dry, unchanged));
        else ImportShown.Print(terminal, intake.Files, version, dry, unchanged, book);
        return Exit.Done;
    }
}
