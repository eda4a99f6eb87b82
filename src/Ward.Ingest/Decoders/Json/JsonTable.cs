using System.Text.Json;

namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// One JSON object in a table of its members, parsed once however many decoders ask: it knows the line that it was filled from.
/// Depth is at most 64; joined paths together are at most sixteen times the line and 64 KiB, so that a hostile line costs linear room.
/// </summary>
internal sealed class JsonTable : MemberTable
{
    private const int Deepest = 64, PathFactor = 16, PathRoom = 65_536;
    private readonly (int At, int Length)[] parents = new (int, int)[Deepest + 2];
    private int lineLength = -1;
    private bool isObject;

    /// <summary>Reads the line; false where it is not one JSON object from end to end.</summary>
    public bool TryFill(ReadOnlySpan<byte> line)
    {
        if (line.Length == lineLength && line.SequenceEqual(Bytes.AsSpan(0, lineLength))) return isObject;
        Begin(line, out var limit);
        isObject = new JsonScan(line, this, limit).TryRead();
        if (isObject) return true;
        Begin(line, out limit);
        try
        {
            isObject = TryRead(line, limit);
        }
        catch (JsonException)
        {
            // Not JSON.
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a string that is not UTF-8 or half a surrogate pair.
        }

        return isObject;
    }

    /// <summary>The text of an object that stands under a name at the top; false where there is none, or something else stands there.</summary>
    public bool TryObject(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!isObject) return false;
        var reader = new Utf8JsonReader(Bytes.AsSpan(0, lineLength));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var found = wanted && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (!found) continue;
            text = Bytes.AsSpan(start, (int)reader.BytesConsumed - start);
            return true;
        }

        return false;
    }

    /// <summary>How much of the buffer is used, bytes: the line, then what had to be written anew.</summary>
    internal int Written => Used;

    /// <summary>Adds a member whose name and value are in the buffer.</summary>
    internal void Put(int nameAt, int nameLength, int at, int length, bool number) => Add(nameAt, nameLength, at, length, number);

    /// <summary>Begins a value that has to be written anew; where it begins.</summary>
    internal int Begin(ReadOnlySpan<byte> text) => Keep(text);

    /// <summary>Writes on.</summary>
    internal void Write(ReadOnlySpan<byte> text) => Keep(text);

    /// <summary>Writes a parent's path, a point and a name.</summary>
    internal (int At, int Length) Join((int At, int Length) parent, ReadOnlySpan<byte> name)
    {
        var length = parent.Length + 1 + name.Length;
        Room(length);
        var start = Used;
        var path = Bytes.AsSpan(start, length);
        Bytes.AsSpan(parent.At, parent.Length).CopyTo(path);
        path[parent.Length] = (byte)'.';
        name.CopyTo(path[(parent.Length + 1)..]);
        Used += length;
        return (start, length);
    }

    /// <param name="line">Kept at the buffer's start.</param>
    /// <param name="limit">What the buffer may grow to.</param>
    private void Begin(ReadOnlySpan<byte> line, out long limit)
    {
        Clear();
        lineLength = line.Length;
        Keep(line);
        isObject = false;
        limit = (PathFactor * (long)line.Length) + PathRoom;
    }

    /// <summary>The patient way, for what <see cref="JsonScan"/> leaves.</summary>
    private bool TryRead(ReadOnlySpan<byte> line, long limit)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        var (at, length) = (0, 0);
        parents[1] = (0, 0);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var parent = parents[reader.CurrentDepth];
                    (at, length) = parent.Length == 0 && !reader.ValueIsEscaped
                        ? ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length)
                        : Join(parent, ref reader);
                    if (Used > limit) return false;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    parents[reader.CurrentDepth + 1] = (at, length);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    // Within an array, what follows stands under the array's path again.
                    if (reader.CurrentDepth > 0) (at, length) = parents[reader.CurrentDepth + 1];
                    break;
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    Room(reader.ValueSpan.Length);
                    var written = reader.CopyString(Bytes.AsSpan(Used));
                    Used += written;
                    Add(at, length, Used - written, written, false);
                    break;
                case JsonTokenType.String:
                    Add(at, length, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, false);
                    break;
                default:
                    Add(at, length, (int)reader.TokenStartIndex, reader.ValueSpan.Length, reader.TokenType == JsonTokenType.Number);
                    break;
            }
        }

        return true;
    }

    private (int At, int Length) Join((int At, int Length) parent, ref Utf8JsonReader reader)
    {
        Room(parent.Length + 1 + reader.ValueSpan.Length);
        var start = Used;
        if (parent.Length > 0)
        {
            Bytes.AsSpan(parent.At, parent.Length).CopyTo(Bytes.AsSpan(Used));
            Used += parent.Length;
            Bytes[Used++] = (byte)'.';
        }

        if (reader.ValueIsEscaped)
        {
            Used += reader.CopyString(Bytes.AsSpan(Used));
        }
        else
        {
            reader.ValueSpan.CopyTo(Bytes.AsSpan(Used));
            Used += reader.ValueSpan.Length;
        }

        return (start, Used - start);
    }
}
