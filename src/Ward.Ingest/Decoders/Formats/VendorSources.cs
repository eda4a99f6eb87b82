using System.Text;

namespace Ward.Ingest.Decoders.Formats;

/// <summary>Log sources by a line's vendor and product, lower case, without spaces. Hostile lines may invent names without end, so what is kept is bounded.</summary>
internal sealed class VendorSources
{
    private const int Most = 128, Longest = 64;
    private readonly List<(byte[] Vendor, byte[] Product, LogSource Source)> known = [];

    public LogSource Of(ReadOnlySpan<byte> vendor, ReadOnlySpan<byte> product)
    {
        foreach (var (v, p, source) in known)
            if (vendor.SequenceEqual(v) && product.SequenceEqual(p)) return source;
        if (vendor.Length > Longest || product.Length > Longest) return LogSource.None;
        if (known.Count == Most) known.Clear();
        var made = new LogSource("", Name(vendor), Name(product));
        known.Add((vendor.ToArray(), product.ToArray(), made));
        return made;
    }

    private static string Name(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
