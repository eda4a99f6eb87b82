using Ward.Detect.Indicators;
using Ward.Standards.Misp;
using Ward.Standards.Yaml;

namespace Ward.Intelligence;

/// <summary>Loads the never-block lists: Ward's own (content/never-block, YAML) and folders of MISP's (…/list.json).</summary>
public static class NeverBlockFiles
{
    private const long Largest = 64 * 1024 * 1024;

    private static readonly Dictionary<string, WarninglistKind> Kinds = new(StringComparer.Ordinal)
    {
        ["networks"] = WarninglistKind.Cidr, ["names"] = WarninglistKind.Hostname, ["values"] = WarninglistKind.Text,
    };

    /// <param name="shipped">The folder of Ward's own; null where the installation lacks it, which is then said.</param>
    public static NeverBlockReading Load(string? shipped, IntelSettings settings)
    {
        var (lists, refused) = (new List<NeverBlockList>(), new List<string>());
        if (shipped is null) refused.Add("content/never-block is not part of this installation: Ward's own never-block lists are missing");
        else foreach (var file in Directory.EnumerateFiles(shipped, "*.yml").Order(StringComparer.Ordinal)) Own(file, lists, refused);
        foreach (var folder in settings.Warninglists) Misp(folder, settings.Everywhere, lists, refused);
        foreach (var name in settings.Everywhere)
            if (!lists.Exists(l => l.List.Name == name)) refused.Add($"no warning list is called '{Printable.Of(name)}'");
        return new NeverBlockReading(new NeverBlock(lists), refused);
    }

    private static void Own(string file, List<NeverBlockList> lists, List<string> refused)
    {
        var problems = new ProblemList(file);
        if (YamlFields.Read(File.ReadAllText(file), problems) is { } root)
        {
            var list = new NeverBlockList(
                new Warninglist(root["name"].Text("the list's name"), root["version"].Whole(0, int.MaxValue), root["kind"].Choice(Kinds, "what the entries are"), [.. root["entries"].Items("a list of entries").Select(e => e.Text("an entry"))]),
                root["everywhere"].Flag(false));
            root.Close();
            if (problems.Count == 0) lists.Add(list);
        }

        refused.AddRange(problems.Sorted().Select(p => p.ToString()));
    }

    private static void Misp(string folder, IReadOnlyList<string> everywhere, List<NeverBlockList> lists, List<string> refused)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "list.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (new FileInfo(file).Length > Largest) refused.Add($"{file}: it is longer than {Largest} bytes");
                else if (MispReader.TryWarninglist(File.ReadAllBytes(file), out var list, out var reason)) lists.Add(new NeverBlockList(list, everywhere.Contains(list.Name)));
                else refused.Add($"{file}: {reason}");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            refused.Add($"{folder}: it cannot be read: {fault.Message}");
        }
    }
}
