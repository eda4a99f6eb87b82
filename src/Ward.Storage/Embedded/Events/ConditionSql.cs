using System.Globalization;
using System.Text;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Conditions and fields as SQL; what they mean stands in <see cref="EventMatch"/>. Text of the query becomes parameters only.</summary>
/// <param name="rest">What is not there is not read.</param>
/// <param name="line">The whole line, as <see cref="LineSql.Line"/> gives it.</param>
/// <param name="pieces">Its pieces, as <see cref="LineSql.Pieces"/> gives them.</param>
internal sealed class ConditionSql(Sql sql, RestSql rest, string line, IReadOnlyList<string> pieces)
{
    /// <summary>UDF that tells whether a text is an address in one of the networks, which are given with spaces between.</summary>
    public const string WithinFunction = "ward_within";

    private static readonly FieldId[] Addresses = [Fields.SourceIp, Fields.DestinationIp, Fields.DeviceIp];

    /// <summary>True, false, or NULL for false.</summary>
    public string Of(Condition condition) => condition switch
    {
        Condition.Any => "true",
        Condition.All all => $"({string.Join(" AND ", all.Parts.Select(Of))})",
        Condition.OneOf one => $"({string.Join(" OR ", one.Parts.Select(Of))})",
        Condition.Not not => $"(NOT coalesce({Of(not.Inner)}, false))",
        Condition.Text text => Text(text),
        Condition.Address address => $"({string.Join(" OR ", Addresses.Select(a => Within(Value(new FieldName(Fields.PathOf(a), a, null)), address.Networks)))})",
        Condition.Field { Name.Stamp: Stamp.Class or Stamp.Status } field => Ids(field),
        Condition.Field field => Test(Value(field.Name), field.Test),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };

    /// <summary>The field's value as text, or NULL.</summary>
    public string Value(FieldName name) => name.Stamp switch
    {
        null => Stored(name),
        Stamp.Feed => "feed",
        Stamp.Asset => "asset",
        Stamp.Decoder => "decoder",
        Stamp.Raw => line,
        Stamp.Class => NameOf(Stamp.Class, "class"),
        Stamp.Status => NameOf(Stamp.Status, "status"),
        Stamp.Activity => "CAST(activity AS VARCHAR)",
        Stamp.Offset => "CAST(\"offset\" AS VARCHAR)",
        _ => throw new InvalidOperationException($"Unknown stamp {name.Stamp}."),
    };

    /// <summary>The value as a number, or NULL where it is none.</summary>
    public static string NumberOf(string value) => $"(CASE WHEN regexp_full_match({value}, '{Numbers.Pattern}') THEN TRY_CAST({value} AS DECIMAL(21,6)) END)";

    /// <summary>The name of a class or a status by its id.</summary>
    public static string NameOf(Stamp stamp, string id) =>
        $"CASE {id} {string.Join(' ', StampTexts.Named(stamp).Select(i => $"WHEN {Sql.Number(i)} THEN {Sql.Literal(stamp == Stamp.Class ? StampTexts.ClassName(i) : StampTexts.StatusName(i))}"))} ELSE CAST({id} AS VARCHAR) END";

    private string Stored(FieldName name)
    {
        var places = new List<string>();
        if (name.Known is { } known)
        {
            var path = Fields.PathOf(known);
            if (Layout.Column(known) >= 0) places.Add(known == Fields.Message ? LineSql.Message(line) : Layout.NameOf(known));
            else if (rest.Has(path)) places.Add(rest.Value(path, sql.Parameter(path)));
            var own = Layout.Column(known) - Layout.FirstOwn;
            if ((path != name.Written || own >= 0) && rest.Has(name.Written) && !(own >= 0 && rest.IsToldBy(name.Written, own))) places.Add(rest.Value(name.Written, sql.Parameter(name.Written)));
        }
        else if (rest.Has(name.Written))
        {
            places.Add(rest.Value(name.Written, sql.Parameter(name.Written)));
        }

        return places.Count switch { 0 => "CAST(NULL AS VARCHAR)", 1 => places[0], _ => $"coalesce({string.Join(", ", places)})" };
    }

    private static string Ids(Condition.Field field)
    {
        var column = field.Name.Stamp == Stamp.Class ? "class" : "status";
        var ids = StampTexts.Fitting(field.Name.Stamp!.Value, field.Test);
        // An id without a name is not in the list of those that fit, but its number may be asked for.
        var named = string.Join(", ", StampTexts.Named(field.Name.Stamp.Value).Select(i => Sql.Number(i)));
        var fitting = ids.Count == 0 ? "false" : $"{column} IN ({string.Join(", ", ids.Select(i => Sql.Number(i)))})";
        return Other(field.Test) is { } other ? $"({fitting} OR ({column} NOT IN ({named}) AND {other}))" : fitting;

        string? Other(ValueTest test) => test switch
        {
            ValueTest.Exists => "true",
            ValueTest.Equal equal when int.TryParse(equal.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && Sql.Number(id) == equal.Value => $"{column} = {Sql.Number(id)}",
            ValueTest.Compare compare => $"{column} {Sign(compare.How)} {compare.Number.ToString(CultureInfo.InvariantCulture)}",
            ValueTest.In list => list.Tests.Select(Other).OfType<string>().ToList() is { Count: > 0 } others ? $"({string.Join(" OR ", others)})" : null,
            _ => null,
        };
    }

    private string Test(string value, ValueTest test) => test switch
    {
        ValueTest.Exists => $"{value} IS NOT NULL",
        ValueTest.Equal equal when !equal.Value.Any(char.IsLetter) => $"{value} = {sql.Parameter(equal.Value)}",
        ValueTest.Equal equal => $"lower({value}) = {sql.Parameter(Words.Fold(equal.Value))}",
        ValueTest.Like like => $"lower({value}) LIKE {sql.Parameter(Wildcard.ToSqlLike(Words.Fold(like.Pattern)))} ESCAPE '\\'",
        ValueTest.Compare compare => $"{NumberOf(value)} {Sign(compare.How)} CAST({sql.Parameter(compare.Number.ToString(CultureInfo.InvariantCulture))} AS DECIMAL(21,6))",
        ValueTest.Within within => Within(value, within.Networks),
        ValueTest.In list => $"({string.Join(" OR ", list.Tests.Select(t => Test(value, t)))})",
        _ => throw new InvalidOperationException($"Unknown test {test.GetType().Name}."),
    };

    private string Within(string value, Sequence<System.Net.IPNetwork> networks) => $"{WithinFunction}({value}, {sql.Parameter(string.Join(' ', networks))})";

    private string Text(Condition.Text text)
    {
        var wanted = Words.Fold(text.Value);
        var contains = $"contains(lower({line}), {sql.Parameter(wanted)})";
        var begins = !text.OpenStart && Words.IsWord(wanted[0]);
        var ends = !text.OpenEnd && Words.IsWord(wanted[^1]);
        // A run of word characters is within one word of the line; only where the pieces have it is the line put together.
        var run = LongestRun(wanted);
        var worth = pieces.Count > 0 && run.Length > 0 && sql.Parameter(run) is var word ? $"({string.Join(" OR ", pieces.Select(p => $"contains(lower({p}), {word})"))})" : "true";
        if (!begins && !ends) return $"(CASE WHEN {worth} THEN {contains} ELSE false END)";
        const string noWord = @"[\x00-/:-@\[-\^`{-\x7f]";
        var pattern = $"{(begins ? $"(^|{noWord})" : "")}{Escape(wanted)}{(ends ? $"($|{noWord})" : "")}";
        return $"(CASE WHEN {worth} THEN {contains} AND regexp_matches(lower({line}), {sql.Parameter(pattern)}) ELSE false END)";
    }

    private static string LongestRun(string text)
    {
        var (best, begin) = ("", 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && Words.IsWord(text[at])) continue;
            if (at - begin > best.Length) best = text[begin..at];
            begin = at + 1;
        }

        return best;
    }

    /// <summary>Text that a regular expression of DuckDB (RE2) takes as it is.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c >= 0x80 || char.IsAsciiLetterOrDigit(c)) escaped.Append(c);
            else escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
        }

        return escaped.ToString();
    }

    private static string Sign(Comparison how) => how switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.More => ">",
        Comparison.AtLeast => ">=",
        _ => throw new InvalidOperationException($"Unknown comparison {how}."),
    };
}
