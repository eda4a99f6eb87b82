namespace Ward.Storage.Embedded.Events;

/// <summary>What shares <c>rest</c> in some sources, and how SQL reads it.</summary>
internal sealed class RestSql(IReadOnlyList<Source> sources)
{
    /// <summary>Whether any event may have the name there.</summary>
    public bool Has(string name) => IsPlain(name) || Of(name).Count > 0;

    /// <summary>Whether the value of that name is always the own field's.</summary>
    public bool IsToldBy(string name, int number) => !IsPlain(name) && Of(name).All(n => n == number);

    /// <summary>The value of a name, or NULL.</summary>
    /// <param name="parameter">Where the name stands in the statement.</param>
    public string Value(string name, string parameter) => Whole($"rest[{parameter}]", Of(name));

    /// <summary>All of it as it came.</summary>
    public string All()
    {
        var numbers = sources.SelectMany(s => s.Twins.Values).SelectMany(n => n).Distinct().Order().ToList();
        return numbers.Count == 0 ? "rest" : $"(CASE WHEN {HasSigns} THEN map(map_keys(rest), list_transform(map_values(rest), lambda v: {Filled("v", numbers)})) ELSE rest END)";
    }

    private static readonly string HasSigns = $"layout >= {Sql.Number(Layout.Twins)} AND raw_bytes IS NULL";

    private static string Whole(string value, IReadOnlyList<int> numbers) => numbers.Count == 0 ? value : $"(CASE WHEN {HasSigns} THEN {Filled(value, numbers)} ELSE {value} END)";

    private static string Filled(string value, IReadOnlyList<int> numbers) =>
        numbers.Aggregate(value, (filled, n) => $"replace({filled}, chr({Sql.Number(LineTemplate.First + n)}), coalesce({Layout.NameOf(Layout.Own[n])}, ''))");

    private bool IsPlain(string name) => sources.Any(s => s.HasRest(name));

    private IReadOnlyList<int> Of(string name) => [.. sources.SelectMany(s => s.Twins.GetValueOrDefault(name) ?? []).Distinct().Order()];
}
