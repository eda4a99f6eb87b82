using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>One list of the file: its entries and the ids that they declare.</summary>
internal sealed class Section
{
    private const int Listed = 6;
    private readonly Dictionary<string, int> lines;

    /// <param name="noun">With its article: 'a zone'.</param>
    /// <param name="shared">Ids of sections that share their names with this one, by line; null where it has its own.</param>
    public Section(YamlField field, string noun, Dictionary<string, (string Noun, int Line)>? shared = null)
    {
        Noun = noun;
        lines = new(StringComparer.Ordinal);
        var taken = shared ?? new(StringComparer.Ordinal);
        var entries = new List<(string, YamlFields)>();
        foreach (var fields in field.Mappings($"a list, each entry {noun}"))
        {
            var id = fields["id"].Parsed(Names.Expected, Names.TryId, "");
            entries.Add((id, fields));
            if (id.Length == 0) continue;
            if (taken.TryAdd(id, (noun, fields.LineOf("id")))) lines[id] = fields.LineOf("id");
            else fields["id"].Problems.Add(fields.LineOf("id"), $"{fields.Path}.id", "an id that nothing else has",
                $"{Printable.Quoted(id)}, already {taken[id].Noun} on line {taken[id].Line.ToString(CultureInfo.InvariantCulture)}");
        }

        Entries = entries;
    }

    public string Noun { get; }

    /// <summary>In the order of the file; an id that could not be read is empty.</summary>
    public IReadOnlyList<(string Id, YamlFields Fields)> Entries { get; }

    public IEnumerable<string> Ids => lines.Keys;

    public bool Has(string id) => lines.ContainsKey(id);

    /// <summary>The id that the field names; one that is not declared is reported, with those that are.</summary>
    public string Refer(YamlField field)
    {
        if (field.Peek is { } id && Has(id)) return id;
        field.Wrong($"the id of {Noun}{Known(Ids, lines.Count)}", Ids);
        return "";
    }

    public IReadOnlyList<string> ReferAll(YamlField field) => [.. field.Items($"a list of ids, each of {Noun}").Select(Refer)];

    /// <summary>The first few names in brackets, for messages.</summary>
    public static string Known(IEnumerable<string> names, int count) =>
        count == 0 ? "" : $" ({string.Join(", ", names.Take(Listed))}{(count > Listed ? ", …" : "")})";
}
