using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>Reads what stands behind the bars: count, sort, top, limit.</summary>
internal static class StageParser
{
    private const string Stage = "count, dcount(field), sum(field), min(field), max(field), avg(field), sort, top or limit";
    private const int MostParts = 16;

    private static readonly Dictionary<string, MeasureKind> Kinds = Enum.GetValues<MeasureKind>().ToDictionary(Measure.Word, StringComparer.Ordinal);

    public static (Summary? Summary, Order? Order, int? Limit) Read(QueryReader reader)
    {
        Summary? summary = null;
        Order? order = null;
        int? limit = null;
        while (reader.Take('|'))
        {
            reader.SkipSpace();
            var at = reader.At;
            if (reader.TakeWord("sort"))
            {
                order = order is null ? ReadOrder(reader, summary) : throw reader.RefuseAt(at, "one order");
            }
            else if (reader.TakeWord("top"))
            {
                if (summary is null) throw reader.RefuseAt(at, "count or another figure before top; of events themselves, limit");
                if (order is not null || limit is not null) throw reader.RefuseAt(at, "one order and one limit");
                (order, limit) = (new Order(summary.Measures[0].ToString(), true), ReadLimit(reader));
            }
            else if (reader.TakeWord("limit"))
            {
                limit = limit is null ? ReadLimit(reader) : throw reader.RefuseAt(at, "one limit");
            }
            else if (summary is null && order is null && limit is null)
            {
                summary = ReadSummary(reader);
            }
            else
            {
                throw reader.RefuseAt(at, summary is null ? "count and other figures before sort and limit" : "sort, top or limit");
            }
        }

        return (summary, order, limit);
    }

    private static Summary ReadSummary(QueryReader reader)
    {
        var measures = new List<Measure>();
        do
        {
            var measure = ReadMeasure(reader);
            if (measures.Contains(measure) || measures.Count == MostParts) throw reader.Refuse($"at most {MostParts} figures, each once");
            measures.Add(measure);
        }
        while (reader.Take(','));

        var keys = new List<GroupKey>();
        if (!reader.TakeWord("by")) return new Summary(new(measures), new(keys));
        do
        {
            var key = ReadKey(reader);
            if (keys.Contains(key) || keys.Count == MostParts) throw reader.Refuse($"at most {MostParts} fields, each once");
            keys.Add(key);
        }
        while (reader.Take(','));
        return new Summary(new(measures), new(keys));
    }

    private static Measure ReadMeasure(QueryReader reader)
    {
        var word = reader.PeekName();
        if (!Kinds.TryGetValue(word, out var kind)) throw reader.Refuse(Stage);
        reader.TakeName(Stage);
        if (kind == MeasureKind.Count) return new Measure(kind, null);
        reader.Need('(', $"a field in brackets, such as {word}(bytes)");
        var field = ReadField(reader);
        reader.Need(')', "a closing bracket");
        return new Measure(kind, field);
    }

    private static GroupKey ReadKey(QueryReader reader)
    {
        var word = reader.PeekName();
        if (word != "time" || reader.Behind(word) != '(') return new GroupKey.Field(ReadField(reader));
        reader.TakeName("time");
        reader.Need('(', "an opening bracket");
        if (!Span.TryRead(reader.PeekName(), out var width)) throw reader.Refuse(Span.Expected);
        reader.TakeName(Span.Expected);
        reader.Need(')', "a closing bracket");
        return new GroupKey.Time(width);
    }

    private static FieldName ReadField(QueryReader reader) => SearchNames.Find(reader.TakeName("the name of a field"));

    private static Order ReadOrder(QueryReader reader, Summary? summary)
    {
        reader.SkipSpace();
        var at = reader.At;
        var column = reader.TakeName("the name of a column");
        // A measure's or a time's name has a bracket in it.
        if (reader.TakeHere('('))
        {
            column += $"({reader.TakeName("the name of a field")})";
            reader.Need(')', "a closing bracket");
        }

        if (summary is not null && !summary.Columns.Contains(column, StringComparer.Ordinal))
            throw reader.RefuseAt(at, $"one of the columns: {string.Join(", ", summary.Columns)}");
        var descending = reader.TakeWord("desc") || !reader.TakeWord("asc");
        return new Order(column, descending);
    }

    private static int ReadLimit(QueryReader reader)
    {
        var word = reader.PeekName();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > Query.LargestLimit)
            throw reader.Refuse(string.Create(CultureInfo.InvariantCulture, $"a number from 1 to {Query.LargestLimit}"));
        reader.TakeName(word);
        return limit;
    }
}
