using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cities;
using Ward.City;
using Ward.City.Merging;
using Ward.City.Priorities;
using Ward.Cli.Shown;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward city show and diff: a city, a version of it, where its values come from, what is to be mended first, and what changed between two.</summary>
internal static class CityShowCommand
{
    private static readonly Dictionary<string, CityPart> Parts = new(StringComparer.Ordinal)
    {
        ["zones"] = CityPart.Zone, ["assets"] = CityPart.Asset, ["services"] = CityPart.Service, ["accounts"] = CityPart.Account, ["flows"] = CityPart.Flow, ["exposures"] = CityPart.Exposure,
    };

    public static Command Show(Terminal terminal)
    {
        var city = new Argument<string>("city") { Description = "A city file, or the book of one", HelpName = "CITY" };
        var version = new Option<string?>("--version") { Description = "A version of the book, by the first characters of its name", HelpName = "VERSION" };
        var part = new Option<string>("--part") { Description = string.Join(", ", Parts.Keys), DefaultValueFactory = _ => "assets", HelpName = "PART" };
        part.AcceptOnlyFromAmong([.. Parts.Keys]);
        var sources = new Option<bool>("--sources") { Description = "With each value its source (of a book's present city)" };
        var priorities = new Option<bool>("--priorities") { Description = "Exposures in the order in which to mend them, with the reason" };
        var versions = new Option<bool>("--versions") { Description = "The versions of a book, the latest first" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("show", "Show a city, a version of it, or what to mend first") { city, version, part, sources, priorities, versions, json };
        command.SetAction(parsed =>
        {
            var problems = new ProblemList(parsed.GetValue(city)!);
            if (parsed.GetValue(versions)) return Versions(terminal, parsed.GetValue(city)!, parsed.GetValue(json), problems);
            if (CityBook.TextFileOf(parsed.GetValue(city)!, parsed.GetValue(version)) is not { } file) return terminal.Fail(Exit.Failed, $"{parsed.GetValue(city)} has no such version, or several that begin so");
            if (CityBook.Load(file, problems) is not { } model) return Refusals.Print(terminal, problems.Sorted(), problems.Count);
            if (parsed.GetValue(priorities)) return Priorities(terminal, model, parsed.GetValue(json));
            var traces = new List<FieldTrace>();
            if (parsed.GetValue(sources))
            {
                if (parsed.GetValue(version) is not null || !File.Exists(TraceFile(file))) return terminal.Fail(Exit.Usage, "--sources is told of the present city of a book");
                if (CityBook.Kept<List<FieldTrace>>(TraceFile(file), problems) is not { } kept) return Refusals.Print(terminal, problems.Sorted(), problems.Count);
                traces = kept;
            }

            return Part(terminal, model, Parts[parsed.GetValue(part)!], traces, parsed.GetValue(json));
        });
        return command;
    }

    public static Command Diff(Terminal terminal)
    {
        var before = new Argument<string>("before") { Description = "A city file, a book, or BOOK@VERSION", HelpName = "BEFORE" };
        var after = new Argument<string>("after") { Description = "The same", HelpName = "AFTER" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("diff", "Show what is new, changed and gone between two cities") { before, after, json };
        command.SetAction(parsed =>
        {
            var models = new List<CityModel>();
            foreach (var name in new[] { parsed.GetValue(before)!, parsed.GetValue(after)! })
            {
                var at = name.LastIndexOf('@');
                if (CityBook.TextFileOf(at > 0 ? name[..at] : name, at > 0 ? name[(at + 1)..] : null) is not { } file) return terminal.Fail(Exit.Failed, $"there is no version {name}");
                var problems = new ProblemList(file);
                if (CityBook.Load(file, problems) is not { } model) return Refusals.Print(terminal, problems.Sorted(), problems.Count);
                models.Add(model);
            }

            var changes = CityChange.Between(models[0], models[1]);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(new { before = models[0].Version, after = models[1].Version, changes = ImportShown.ChangesJson(changes) }, JsonShape.Indented));
            else if (changes.Count == 0) terminal.Out.WriteLine("Both say the same.");
            else
                foreach (var kind in Enum.GetValues<ChangeKind>())
                    ImportShown.Some(terminal, ImportShown.Word(kind), [.. changes.Where(c => c.Kind == kind).Select(c => $"{ImportShown.Word(c.Part)} {c.Id}{(kind == ChangeKind.Changed ? ": " + string.Join("; ", c.Fields.Select(ImportShown.Told)) : "")}")]);
            return Exit.Done;
        });
        return command;
    }

    private static int Part(Terminal terminal, CityModel city, CityPart part, List<FieldTrace> traces, bool json)
    {
        var records = CityRecords.Of(city, new Provenance("", "", default)).Where(r => r.Part == part).ToList();
        var from = traces.Where(t => t.Part == part).ToLookup(t => (t.Id, t.Field, t.Value), t => t.From.Source);
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { city = city.Id.Value, city.Name, city.Version, records = records.Select(r => new { id = r.Key, fields = r.Fields.ToDictionary(f => f.Key, f => f.Value.Select(v => traces.Count == 0 ? (object)v : new { value = v, source = from[(r.Key, f.Key, v)].FirstOrDefault() })) }) }, JsonShape.Indented));
            return Exit.Done;
        }

        var table = Cells.Table("Id", "What");
        foreach (var record in records)
            Cells.Row(table, record.Key, string.Join("; ", record.Fields.Select(f => $"{f.Key} {string.Join(", ", f.Value.Select(v => from[(record.Key, f.Key, v)].FirstOrDefault() is { } source ? $"{v} [{source}]" : v))}")));
        terminal.Print(table);
        return Exit.Done;
    }

    private static int Priorities(Terminal terminal, CityModel city, bool json)
    {
        var list = PriorityList.Of(city);
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { city.Version, exposures = list.Select(p => new { id = p.Exposure.Id.Value, asset = p.Exposure.Asset.Value, p.Exposure.Reference, priority = ImportShown.Word(p.Priority), exploitation = ImportShown.Word(p.Exploitation),
                exposure = ImportShown.Word(p.Exposed), p.Automatable, humanImpact = ImportShown.Word(p.Human), publicSafety = ImportShown.Word(p.PublicSafety), p.Exposure.Signals?.Epss, p.Exposure.Signals?.InKev, cvss = p.Exposure.Signals?.Cvss?.ToString(), p.Reason }) }, JsonShape.Indented));
            return Exit.Done;
        }

        var table = Cells.Table("Priority", "Exposure", "Asset", "Reason");
        foreach (var p in list) Cells.Row(table, ImportShown.Word(p.Priority), p.Exposure.Reference ?? p.Exposure.Id.Value, p.Exposure.Asset.Value, p.Reason);
        terminal.Print(table);
        return Exit.Done;
    }

    private static int Versions(Terminal terminal, string book, bool json, ProblemList problems)
    {
        var folder = Path.Combine(Directory.Exists(book) ? book : CityBook.FolderOf(book), "versions");
        if (!Directory.Exists(folder)) return terminal.Fail(Exit.Failed, $"{book} has no versions");
        var versions = Directory.GetFiles(folder, "*.json").Select(f => CityBook.Kept<CityVersion>(f, problems)).OfType<CityVersion>().OrderByDescending(v => v.At).ThenBy(v => v.Version, StringComparer.Ordinal).ToList();
        if (problems.Count > 0) return Refusals.Print(terminal, problems.Sorted(), problems.Count);
        if (json)
        {
            terminal.Out.WriteLine(BookJson.Write(versions));
            return Exit.Done;
        }

        var table = Cells.Table("Version", "Made", "Why", "New", "Changed", "Gone", "Conflicts");
        foreach (var v in versions)
            Cells.Row(table, v.Version[..12], v.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), v.Why, Number(v, ChangeKind.New), Number(v, ChangeKind.Changed), Number(v, ChangeKind.Gone), v.Conflicts.Count.ToString(CultureInfo.InvariantCulture));
        terminal.Print(table);
        return Exit.Done;

        static string Number(CityVersion version, ChangeKind kind) => version.Changes.Count(c => c.Kind == kind).ToString(CultureInfo.InvariantCulture);
    }

    private static string TraceFile(string cityFile) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(cityFile))!, "traces.json");
}
