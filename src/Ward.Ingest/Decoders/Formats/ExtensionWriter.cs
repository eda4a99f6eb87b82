namespace Ward.Ingest.Decoders.Formats;

/// <summary>
/// Pairs whose values may hold spaces: "key=value with spaces other=..". A key is a word of letters, digits, dots, underscores and brackets that
/// stands before an equals sign without a backslash; the value before it ends at the space in front of the key. Custom values are also kept under
/// the label that the line gives them (cs1Label=rule cs1=deny: rule=deny).
/// </summary>
internal sealed class ExtensionWriter
{
    private const int MostPairs = 128;
    private readonly Pair[] pairs = new Pair[MostPairs];
    private byte[] plain = new byte[1024], label = new byte[64];

    /// <summary>Writes every pair under its own name and, where the table knows it, into the model's field.</summary>
    public void Write(ReadOnlySpan<byte> text, NameTable known, EventBuilder into)
    {
        var count = Split(text);
        for (var i = 0; i < count; i++)
        {
            var name = text.Slice(pairs[i].Name, pairs[i].NameLength);
            var value = Escapes.Without(text.Slice(pairs[i].Value, pairs[i].ValueLength), ref plain);
            into.SetUnmapped(name, value);
            if (value.Length == 0) continue;
            if (known.FieldOf(name, value) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
            if (name.Length <= 24 && IsCustom(name)) WriteLabelled(text, count, name, value, into);
        }
    }

    private int Split(ReadOnlySpan<byte> text)
    {
        var (count, wordStart) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                // An escaped sign is part of a value, and the word that holds it is no key.
                i++;
                wordStart = -1;
            }
            else if (c == ' ')
            {
                wordStart = i + 1;
            }
            else if (c == '=' && wordStart >= 0 && i > wordStart)
            {
                if (count > 0) pairs[count - 1].ValueLength = Math.Max(0, Math.Min(i, wordStart) - 1 - pairs[count - 1].Value);
                if (count == MostPairs) return count;
                pairs[count++] = new Pair { Name = wordStart, NameLength = i - wordStart, Value = i + 1, ValueLength = text.Length - i - 1 };
                wordStart = -1;
            }
            else if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'_' or (byte)'.' or (byte)'-' or (byte)'[' or (byte)']'))
            {
                wordStart = -1;
            }
        }

        return count;
    }

    /// <summary>cs1..6, cn1..3, cfp1..4, c6a1..4, deviceCustom*, flexString1.. have labels.</summary>
    private static bool IsCustom(ReadOnlySpan<byte> name) =>
        name[^1] is >= (byte)'1' and <= (byte)'9' && (name.StartsWith("cs"u8) || name.StartsWith("cn"u8) || name.StartsWith("cfp"u8) || name.StartsWith("c6a"u8) || name.StartsWith("flex"u8) || name.StartsWith("deviceCustom"u8));

    private void WriteLabelled(ReadOnlySpan<byte> text, int count, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        name.CopyTo(label);
        "Label"u8.CopyTo(label.AsSpan(name.Length));
        var wanted = label.AsSpan(0, name.Length + 5);
        for (var i = 0; i < count; i++)
        {
            if (!text.Slice(pairs[i].Name, pairs[i].NameLength).SequenceEqual(wanted)) continue;
            var given = text.Slice(pairs[i].Value, pairs[i].ValueLength);
            if (given.Length > 0 && !given.Contains((byte)'\\')) into.SetUnmapped(given, value);
            return;
        }
    }

    private struct Pair
    {
        public int Name, NameLength, Value, ValueLength;
    }
}
