using System.Text;

namespace Ward.Ingest.Decoders;

/// <summary>
/// From a source's own names to the model's fields: one look at length and two characters instead of a comparison with every name. Immutable.
/// </summary>
internal sealed class NameTable
{
    private const int Buckets = 128;
    private readonly (byte[] Name, Entry Entry)[][] buckets = new (byte[], Entry)[Buckets][];

    public NameTable(params ReadOnlySpan<(string Name, FieldId Field, Kind Kind)> rows)
    {
        var filled = new List<(byte[], Entry)>[Buckets];
        foreach (var (name, field, kind) in rows)
        {
            var utf8 = Encoding.ASCII.GetBytes(name);
            (filled[BucketOf(utf8)] ??= []).Add((utf8, new Entry(field, kind)));
        }

        for (var i = 0; i < Buckets; i++) buckets[i] = filled[i]?.ToArray() ?? [];
    }

    /// <summary>What the value must be for the field to take it.</summary>
    public enum Kind { Any, Address, Port }

    /// <summary>The field for a name with that value; null where there is none, or the value is not what the field holds.</summary>
    public FieldId? FieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.Length == 0) return null;
        foreach (var (known, entry) in buckets[BucketOf(name)])
        {
            if (!name.SequenceEqual(known)) continue;
            return entry.Kind switch
            {
                Kind.Address => Text.IsAddress(value) ? entry.Field : null,
                Kind.Port => Text.IsPort(value) ? entry.Field : null,
                _ => entry.Field,
            };
        }

        return null;
    }

    private static int BucketOf(ReadOnlySpan<byte> name) => ((name.Length * 31) + (name[0] * 7) + name[^1]) % Buckets;

    private readonly record struct Entry(FieldId Field, Kind Kind);
}
