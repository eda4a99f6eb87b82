namespace Ward.City.Merging;

/// <summary>
/// Statements about versions of a product, as a record has them in its field <see cref="Field"/>: a status and a range each ("affected &gt;=1|&lt;2"), of which the first whose
/// range holds a version gives its status.
/// </summary>
internal static class StatedVersions
{
    public const string Field = "statuses", Affected = "affected", Sound = "unaffected", Unknown = "unknown";

    /// <summary>The status of a version, and whether a range that is more than "all" gave it; null where a range before it is not understood and says otherwise.</summary>
    /// <param name="holds">Whether a range holds the version; null where it is not understood.</param>
    public static (string Status, bool IsNamed)? Of(IReadOnlyList<string> statements, Func<string, bool?> holds)
    {
        var doubted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (status, range) in statements.Select(Split))
        {
            if (range != "*" && holds(range) is var held && held != true)
            {
                if (held is null) doubted.Add(status);
                continue;
            }

            return doubted.All(d => d == status) ? (status, range != "*") : null;
        }

        return doubted.Count > 0 ? null : (Unknown, false);
    }

    /// <summary>What holds for a version that is not known; null where that depends on it.</summary>
    public static string? OfAny(IReadOnlyList<string> statements)
    {
        List<string> all = [.. statements.Select(s => Split(s).Status).Where(s => s != Unknown).Distinct(StringComparer.Ordinal)];
        return all switch { [] => Unknown, [var one] when Split(statements[^1]) is (var last, "*") && (last == one || one == Sound) => one, _ => null };
    }

    /// <summary>The versions from which on none is weak: of "unaffected &gt;=2", 2.</summary>
    public static IEnumerable<string> Mended(IReadOnlyList<string> statements) =>
        statements.Select(Split).Where(s => s.Status == Sound && s.Range.StartsWith(">=", StringComparison.Ordinal) && !s.Range.Contains('|', StringComparison.Ordinal)).Select(s => s.Range[2..]);

    private static (string Status, string Range) Split(string statement) => statement.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 ? (statement[..at], statement[(at + 1)..].Trim()) : (Unknown, "*");
}
