using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>Why a query was refused.</summary>
/// <param name="Position">Where, counted in characters from 0.</param>
/// <param name="Expected">What would have been right there.</param>
/// <param name="Found">What stands there; empty at the end.</param>
public sealed record QueryError(int Position, string Expected, string Found)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"at character {Position + 1}: expected {Expected}, found {(Found.Length == 0 ? "the end" : Words.Quote(Found.Length > 40 ? Found[..40] : Found))}");
}
