namespace Ward.Ingest.Search.Language;

public enum Comparison
{
    Less,
    AtMost,
    More,
    AtLeast,
}
