namespace Ward.Standards.Yaml;

/// <summary>A YAML value with the line on which it begins (1-based). Plain scalars are text: what they mean is for the field to say.</summary>
public abstract class YamlValue
{
    private YamlValue(int line) => Line = line;

    public int Line { get; }

    /// <summary>How a person would call it in a message.</summary>
    public abstract string Described { get; }

    /// <param name="quoted">True where the text stands in quotes or in a block, so that an empty one is meant.</param>
    public sealed class Text(int line, string value, bool quoted) : YamlValue(line)
    {
        public string Value { get; } = value;

        /// <summary>Nothing was written, or <c>~</c> or <c>null</c> without quotes.</summary>
        public bool IsNothing { get; } = !quoted && value is ("" or "~" or "null");

        public override string Described => IsNothing ? "nothing" : Printable.Quoted(Value);
    }

    public sealed class List(int line, IReadOnlyList<YamlValue> items) : YamlValue(line)
    {
        public IReadOnlyList<YamlValue> Items { get; } = items;

        public override string Described => Items.Count == 0 ? "an empty list" : "a list";
    }

    /// <summary>Keys are unique; order is that of the file.</summary>
    public sealed class Map(int line, IReadOnlyList<YamlEntry> entries) : YamlValue(line)
    {
        public IReadOnlyList<YamlEntry> Entries { get; } = entries;

        public override string Described => Entries.Count == 0 ? "an empty mapping" : "a mapping";
    }
}
