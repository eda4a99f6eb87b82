using System.Globalization;

namespace Ward.Configuration;

/// <summary>Sizes as people write them: 512KB, 100MB, 50GB, 1TB; powers of ten.</summary>
internal static class Sizes
{
    private static readonly (string Unit, long Bytes)[] Units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)];

    /// <param name="size">Bytes.</param>
    public static bool TryRead(string text, long least, long most, out long size)
    {
        size = 0;
        foreach (var (unit, bytes) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1_000_000) return false;
            size = number * bytes;
            return size >= least && size <= most;
        }

        return false;
    }
}
