namespace Ward.Standards.Ocsf.Reading;

/// <summary>The rows of one or more tables by kind. A later table may add to what an earlier has (row kind <c>patch</c>), never hide it.</summary>
internal sealed class TableRows
{
    internal string Version { get; private set; } = "";

    internal Dictionary<string, TableRow> Categories { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, TableRow> Extensions { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, TableRow> Profiles { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, TableRow> Types { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, TableRow> Attributes { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ItemRows> Classes { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ItemRows> Objects { get; } = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A row breaks the table's form.</exception>
    internal void Add(TextReader table)
    {
        ItemRows? current = null;
        for (var number = 1; table.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var row = new TableRow(line, number);
            if (row.Kind.Length == 0)
            {
                (current ?? throw row.Broken("is an attribute of nothing")).Attributes[row.Name] = row;
                continue;
            }

            current = row.Kind switch
            {
                "object" => Known(Objects, row, new ItemRows(row)),
                "class" => Known(Classes, row, new ItemRows(row)),
                "patch" => Patched(row),
                _ => null,
            };
            if (current is null) AddPlain(row);
        }
    }

    private void AddPlain(TableRow row)
    {
        switch (row.Kind)
        {
            case "ocsf" when Version.Length == 0: Version = row.Name; break;
            case "category": Known(Categories, row, row); break;
            case "extension": Known(Extensions, row, row); break;
            case "profile": Known(Profiles, row, row); break;
            case "type": Known(Types, row, row); break;
            case "attribute": Known(Attributes, row, row); break;
            default: throw row.Broken($"is of the unknown kind '{row.Kind}'");
        }
    }

    private ItemRows Patched(TableRow row)
    {
        var item = Classes.GetValueOrDefault(row.Name) ?? Objects.GetValueOrDefault(row.Name) ?? throw row.Broken($"patches '{row.Name}', which is nowhere");
        item.MoreProfiles.AddRange(row.Names("profiles"));
        return item;
    }

    private static T Known<T>(Dictionary<string, T> rows, TableRow row, T value)
    {
        if (!rows.TryAdd(row.Name, value)) throw row.Broken($"names '{row.Name}' a second time");
        return value;
    }
}
