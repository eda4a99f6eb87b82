using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ward.Standards.Yaml;

/// <summary>
/// Builds values from the parser's events. YamlDotNet's own document model is not used: it recurses without a bound
/// and stops at the first repeated key.
/// </summary>
internal sealed class YamlTree(IParser parser, ProblemList problems)
{
    private const int Deepest = 64;
    private const int MostValues = 4_000_000;

    private readonly Dictionary<AnchorName, (YamlValue Value, int Size)> anchors = [];
    private long size;

    public YamlValue? Document()
    {
        Next();
        if (!parser.MoveNext() || parser.Current is not DocumentStart)
        {
            problems.Add(1, "", "a YAML mapping", "an empty file");
            return null;
        }

        Next();
        var document = Value(1);
        Next();
        if (document is not null && parser.MoveNext() && parser.Current is DocumentStart second)
            problems.Add(Line(second), "", "one YAML document", "a second one");
        return document;
    }

    private YamlValue? Value(int depth)
    {
        var current = parser.Current!;
        if (depth > Deepest) return Stop(current, $"at most {Deepest} levels of nesting", "more");
        if (++size > MostValues) return TooLarge(current);
        if (current is AnchorAlias alias) return Alias(alias);
        if (current is NodeEvent { Tag.IsEmpty: false } tagged && !tagged.Tag.IsNonSpecific)
            problems.Add(Line(current), "", "a value without a tag", Printable.Quoted(tagged.Tag.Value));

        var before = size;
        YamlValue? value = current switch
        {
            Scalar scalar => new YamlValue.Text(Line(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain),
            SequenceStart start => List(Line(start), depth),
            MappingStart start => Map(Line(start), depth),
            _ => Stop(current, "a value", current.GetType().Name),
        };
        if (value is not null && current is NodeEvent { Anchor.IsEmpty: false } named)
            anchors[named.Anchor] = (value, (int)(size - before) + 1);
        return value;
    }

    private YamlValue.List? List(int line, int depth)
    {
        var items = new List<YamlValue>();
        for (Next(); parser.Current is not SequenceEnd; Next())
        {
            if (Value(depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new YamlValue.List(line, items);
    }

    private YamlValue.Map? Map(int line, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (Next(); parser.Current is not MappingEnd; Next())
        {
            if (parser.Current is not Scalar key)
                return (YamlValue.Map?)Stop(parser.Current!, "a plain name as key", "a list, mapping or alias");
            var name = key.Value;
            Next();
            if (Value(depth + 1) is not { } value) return null;
            if (seen.TryAdd(name, Line(key))) entries.Add(new YamlEntry(name, Line(key), value));
            else problems.Add(Line(key), "", "each key once", $"{Printable.Quoted(name)} again (first on line {seen[name].ToString(CultureInfo.InvariantCulture)})");
        }

        return new YamlValue.Map(line, entries);
    }

    // The value is shared, not copied; its size counts again, because whoever walks the document walks it again.
    private YamlValue? Alias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var anchored))
            return Stop(alias, "the name of an anchor above", Printable.Quoted(alias.Value.Value));
        size += anchored.Size;
        return size > MostValues ? TooLarge(alias) : anchored.Value;
    }

    private YamlValue? TooLarge(ParsingEvent at) =>
        Stop(at, $"at most {MostValues.ToString(CultureInfo.InvariantCulture)} values, aliases expanded", "more");

    private YamlValue? Stop(ParsingEvent at, string expected, string found)
    {
        problems.Add(Line(at), "", expected, found);
        return null;
    }

    private void Next()
    {
        if (!parser.MoveNext()) throw new YamlException("the file ends too early");
    }

    private static int Line(ParsingEvent at) => (int)at.Start.Line;
}
