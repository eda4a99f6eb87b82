using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>Reads a query. Linear in its length; any text gives a query or an error with its position.</summary>
public static class QueryParser
{
    /// <summary>Characters of a query.</summary>
    public const int LongestQuery = 10_000;

    public static QueryReading Read(string text)
    {
        if (text.Length > LongestQuery)
            return new QueryReading.Refused(new QueryError(LongestQuery, string.Create(CultureInfo.InvariantCulture, $"at most {LongestQuery} characters"), text[LongestQuery..]));
        try
        {
            var reader = new QueryReader(text);
            var conditions = new ConditionParser(reader);
            var where = conditions.Read();
            var (summary, order, limit) = StageParser.Read(reader);
            if (!reader.AtEnd) throw reader.Refuse("a condition, a time range, or | and what to do with the events");
            return new QueryReading.Read(new Query(conditions.Time, where, summary, order, limit));
        }
        catch (QueryReader.Refusal refusal)
        {
            return new QueryReading.Refused(refusal.Error);
        }
    }
}
