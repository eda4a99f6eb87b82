using Ward.Ingest.Search;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>How much history is kept: <c>store: {keep: 90d, size: 50GB}</c>.</summary>
internal static class StoreReader
{
    public static Retention Read(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return Retention.Default;
        var keep = Durations.Read(fields["keep"], TimeSpan.FromDays(1), TimeSpan.FromDays(3650), Retention.Default.Keep);
        var size = fields["size"].ParsedOr(Retention.Default.Size!.Value, "a size from 100MB to 1000TB, such as 50GB", TrySize);
        fields.Close();
        return new Retention(keep, size);
    }

    private static bool TrySize(string text, out long size) => Sizes.TryRead(text, 100_000_000, 1_000_000_000_000_000, out size);
}
