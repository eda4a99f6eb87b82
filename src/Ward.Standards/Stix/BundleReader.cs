using System.Runtime.CompilerServices;
using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.Standards.Stix;

/// <summary>Reads a STIX 2.1 bundle object by object; its length does not matter.</summary>
public static class BundleReader
{
    /// <summary>Every object, read or refused with the reason.</summary>
    /// <exception cref="JsonException">The text is no bundle.</exception>
    public static async IAsyncEnumerable<BundleItem> Read(Stream from, [EnumeratorCancellation] CancellationToken stop)
    {
        var items = new JsonItems(from, "objects");
        var number = 0;
        await foreach (var json in items.Read(stop).ConfigureAwait(false))
            yield return BundleItem.Of(number++, json);
        // A server's error page in JSON must not pass for an empty bundle.
        if (items.Others.GetValueOrDefault("type") is not { ValueKind: JsonValueKind.String } type || !type.ValueEquals("bundle"))
            throw new JsonException("The object is not a STIX bundle: its type is not \"bundle\".");
    }
}
