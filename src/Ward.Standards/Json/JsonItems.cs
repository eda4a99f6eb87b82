using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Ward.Standards.Json;

/// <summary>
/// Reads a JSON object whose one array may be of any length, item by item, holding one item at a time.
/// Bounds: <see cref="LargestItem"/> bytes an item, <see cref="Deepest"/> levels.
/// </summary>
public sealed class JsonItems(Stream from, string array)
{
    /// <summary>Largest item, and largest other value of the object, in bytes.</summary>
    public const int LargestItem = 8 * 1024 * 1024;

    /// <summary>Deepest nesting.</summary>
    public const int Deepest = 64;

    private const int MostOthers = 1000;

    private readonly Dictionary<string, JsonElement> others = new(StringComparer.Ordinal);
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int taken;
    private bool begun;
    private bool ended;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = Deepest });
    private string? name;
    private bool inArray;
    private bool closed;

    /// <summary>The object's other fields; complete when the items are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Others => others;

    /// <summary>Each item is valid until the next is asked for.</summary>
    /// <exception cref="JsonException">The text is no such object, or beyond a bound; what came before was valid.</exception>
    public async IAsyncEnumerable<JsonElement> Read([EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            if (TryNext(out var document))
            {
                if (document is null) break;
                using (document) yield return document.RootElement;
                continue;
            }

            if (ended) throw new JsonException("The text ends within the object.");
            var enough = Enough;
            do await Fill(stop).ConfigureAwait(false);
            while (!ended && filled - taken < enough);
        }

        // What follows the object must be blank, or it is not what it says it is.
        while (!ended) await Fill(stop).ConfigureAwait(false);
    }

    /// <summary>The same for a stream that waits for nobody, such as a file.</summary>
    /// <exception cref="JsonException">The text is no such object, or beyond a bound; what came before was valid.</exception>
    public IEnumerable<JsonElement> Read()
    {
        while (true)
        {
            if (TryNext(out var document))
            {
                if (document is null) break;
                using (document) yield return document.RootElement;
                continue;
            }

            if (ended) throw new JsonException("The text ends within the object.");
            var enough = Enough;
            do
            {
                MakeRoom();
                Filled(from.Read(buffer, filled, buffer.Length - filled));
            }
            while (!ended && filled - taken < enough);
        }

        while (!ended)
        {
            MakeRoom();
            Filled(from.Read(buffer, filled, buffer.Length - filled));
        }
    }

    /// <summary>What is to be there before an item that was not whole is tried again: twice as much, lest one that drips in is read from its start at every drop.</summary>
    private int Enough => Math.Min(LargestItem, 2 * (filled - taken));

    private async ValueTask Fill(CancellationToken stop)
    {
        MakeRoom();
        Filled(await from.ReadAsync(buffer.AsMemory(filled), stop).ConfigureAwait(false));
    }

    private void MakeRoom()
    {
        if (taken > 0) buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
        (filled, taken) = (filled - taken, 0);
        if (closed && buffer.AsSpan(0, filled).ContainsAnyExcept(" \t\r\n"u8)) throw new JsonException("There is text behind the object.");
        if (closed) filled = 0;
        if (filled == buffer.Length)
        {
            if (filled >= LargestItem) throw new JsonException($"One item is longer than {LargestItem} bytes.");
            Array.Resize(ref buffer, Math.Min(LargestItem, buffer.Length * 2));
        }
    }

    private void Filled(int read)
    {
        ended = read == 0;
        filled += read;
        if (begun || filled < 3) return;
        begun = true;
        if (buffer.AsSpan().StartsWith("\uFEFF"u8)) taken = 3;
    }

    /// <returns>False where more bytes are needed; true with null at the end of the object.</returns>
    private bool TryNext(out JsonDocument? document)
    {
        document = null;
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(taken, filled - taken), ended, state);
            if (!TryStep(ref reader, out document)) return false;
            // Only what was read whole is taken; the rest is read again with more bytes.
            taken += (int)reader.BytesConsumed;
            state = reader.CurrentState;
            if (document is not null || closed) return true;
        }
    }

    private bool TryStep(ref Utf8JsonReader reader, out JsonDocument? document)
    {
        document = null;
        if (!reader.Read()) return false;
        if (inArray && reader.TokenType == JsonTokenType.EndArray)
        {
            inArray = false;
            return true;
        }

        if (inArray) return JsonDocument.TryParseValue(ref reader, out document);
        if (name == array && reader.TokenType == JsonTokenType.StartArray)
        {
            (inArray, name) = (true, null);
            return true;
        }

        if (name is not null)
        {
            if (!JsonDocument.TryParseValue(ref reader, out var value)) return false;
            using (value) others[name] = value.RootElement.Clone();
            name = null;
            return others.Count <= MostOthers ? true : throw new JsonException($"The object has more than {MostOthers} fields.");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth == 0: return true;
            case JsonTokenType.PropertyName:
                name = NameOf(reader);
                return true;
            case JsonTokenType.EndObject:
                closed = true;
                return true;
            default: throw new JsonException("The text is not a JSON object.");
        }
    }

    private static string NameOf(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("The name of a field is not UTF-8.", fault);
        }
    }
}
