using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>Whether a line contains free text.</summary>
public static class TextMatch
{
    public static bool Holds(Condition.Text text, string line)
    {
        var (wanted, folded) = (Words.Fold(text.Value), Words.Fold(line));
        for (var at = folded.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = at + 1 < folded.Length ? folded.IndexOf(wanted, at + 1, StringComparison.Ordinal) : -1)
        {
            var end = at + wanted.Length;
            var begins = text.OpenStart || !Words.IsWord(wanted[0]) || at == 0 || !Words.IsWord(folded[at - 1]);
            var ends = text.OpenEnd || !Words.IsWord(wanted[^1]) || end == folded.Length || !Words.IsWord(folded[end]);
            if (begins && ends) return true;
        }

        return false;
    }
}
