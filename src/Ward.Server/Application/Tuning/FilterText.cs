using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ward.Ingest.Search.Language;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Tuning;

/// <summary>Filters as somebody sends them.</summary>
internal static class FilterText
{
    /// <summary>Under which they stand among the files of rules while they are tried.</summary>
    public const string File = "the filter";

    private const int MostBytes = 64 << 10;

    /// <summary>Filters and nothing else, at least one; false with the reason.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out IReadOnlyList<SigmaFilter> filters, out string wrong)
    {
        (filters, wrong) = ([], "");
        if (string.IsNullOrWhiteSpace(text)) wrong = "text is a Sigma filter.";
        else if (Encoding.UTF8.GetByteCount(text) > MostBytes) wrong = $"text is at most {MostBytes >> 10} KiB.";
        else if (SigmaParser.Read(File, text) is var read && read.Errors.Count > 0) wrong = string.Join("; ", read.Errors.Take(5));
        else if (read.Rules.Count + read.Correlations.Count > 0) wrong = "text holds a rule; filters alone are taken here.";
        else if (read.Filters.Count == 0) wrong = "text holds no filter.";
        else filters = read.Filters;
        return wrong.Length == 0;
    }

    /// <summary>'7d', '12h'; null where it is none, or too long.</summary>
    public static TimeSpan? Span(string? since) =>
        QueryParser.Read($"last {since ?? "7d"}") is QueryReading.Read { Query: { Where: Condition.Any, Summary: null, Order: null, Limit: null, Time: TimeRange.Last last } } && last.Length <= TimeSpan.FromDays(FilterDesk.MostDays) ? last.Length : null;
}
