namespace Ward.Standards.Yaml;

/// <summary>Finds what was probably meant: the candidate with the fewest typing slips.</summary>
public static class Nearest
{
    private const int LongestWord = 64;
    private const int MostCandidates = 1000;

    /// <summary>The nearest candidate within a third of the word's length in slips (insert, delete, replace, swap of neighbours), or null.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord) return null;
        var allowed = Math.Max(1, word.Length / 3);
        string? best = null;
        foreach (var candidate in candidates.Take(MostCandidates))
        {
            if (candidate.Length > LongestWord || Math.Abs(candidate.Length - word.Length) > allowed) continue;
            var slips = Slips(word, candidate);
            if (slips > allowed || candidate == word) continue;
            (best, allowed) = (candidate, slips - 1);
            if (allowed < 0) break;
        }

        return best;
    }

    // Optimal string alignment; case alone counts as no slip, so "Dmz" finds "dmz" first.
    private static int Slips(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
