using System.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// The log source that a record states itself by its members product, service and category. The same few words come with every line, so
/// each is made a string once; a sender that invents words without end costs memory only up to a bound. Not thread-safe.
/// </summary>
internal sealed class StatedLogSource
{
    private const int MostSources = 256, LongestWord = 128;
    private static readonly MemberName Category = new("category"), Product = new("product"), Service = new("service");
    private readonly List<(byte[] Category, byte[] Product, byte[] Service, LogSource Source)> known = [];

    /// <summary><see cref="LogSource.None"/> where nothing is stated.</summary>
    public LogSource Of(MemberTable table)
    {
        var category = Word(table, Category);
        var product = Word(table, Product);
        var service = Word(table, Service);
        if (category.Length + product.Length + service.Length == 0) return LogSource.None;
        foreach (var row in known)
            if (category.SequenceEqual(row.Category) && product.SequenceEqual(row.Product) && service.SequenceEqual(row.Service)) return row.Source;
        if (known.Count == MostSources) known.Clear();
        var source = new LogSource(Encoding.UTF8.GetString(category), Encoding.UTF8.GetString(product), Encoding.UTF8.GetString(service));
        known.Add((category.ToArray(), product.ToArray(), service.ToArray(), source));
        return source;
    }

    private static ReadOnlySpan<byte> Word(MemberTable table, MemberName name) =>
        table.TryGet(name, out var word) && word.Length <= LongestWord ? word : default;
}
