namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Texts by number, from 1 on; 0 is none. They never move. One writer; a text may be read from any thread that knows its number from a row that is visible.
/// </summary>
/// <param name="arena">Where the numbers' places are.</param>
/// <param name="texts">Where the texts are that do not lie in place.</param>
internal sealed unsafe class KeptTexts(NativeArena arena, NativeArena texts)
{
    private const int Bits = 8, ChunkTexts = 1 << Bits;
    private volatile IntPtr[] chunks = [];
    private int count = 1;

    /// <summary>Numbers given, 0 among them.</summary>
    public int Count => count;

    /// <summary>Of a number that was given; take its bytes from where it stays.</summary>
    public DuckString* this[int number] => (DuckString*)chunks[number >> Bits] + (number & (ChunkTexts - 1));

    /// <summary>Keeps the bytes as they are.</summary>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        var (chunk, at) = (count >> Bits, count & (ChunkTexts - 1));
        if (chunk == chunks.Length || chunks[chunk] == 0) Grow(chunk);
        byte* kept = null;
        if (bytes.Length > DuckString.InPlace)
        {
            kept = texts.Take(bytes.Length);
            bytes.CopyTo(new Span<byte>(kept, bytes.Length));
        }

        ((DuckString*)chunks[chunk])[at] = DuckString.Of(bytes, kept);
        return count++;
    }

    /// <summary>Texts by their numbers; where there is none, an empty one.</summary>
    public void Copy(int* numbers, DuckString* to, int rows)
    {
        var from = chunks;
        if (from.Length == 0)
        {
            new Span<DuckString>(to, rows).Clear();
            return;
        }

        // Number 0 is an empty text.
        for (var i = 0; i < rows; i++) to[i] = ((DuckString*)from[numbers[i] >> Bits])[numbers[i] & (ChunkTexts - 1)];
    }

    /// <summary>Writes the texts, then their numbers' places, each with where the text lies in the file; tells where those are.</summary>
    public long WriteTo(SpillFile file)
    {
        texts.WriteTo(file);
        var at = file.At;
        var placed = stackalloc DuckString[ChunkTexts];
        for (var left = count; left > 0; left -= ChunkTexts)
        {
            var some = Math.Min(left, ChunkTexts);
            new Span<DuckString>((void*)chunks[(count - left) >> Bits], some).CopyTo(new Span<DuckString>(placed, some));
            for (var i = 0; i < some; i++)
                if (placed[i].Length > DuckString.InPlace) placed[i].Tail = NativeArena.Placed(placed[i].Tail);
            file.Write(new ReadOnlySpan<DuckString>(placed, some));
        }

        return at;
    }

    private void Grow(int chunk)
    {
        var more = chunks;
        if (chunk == more.Length) Array.Resize(ref more, Math.Max(4, more.Length * 2));
        more[chunk] = (IntPtr)arena.Take<DuckString>(ChunkTexts);
        if (chunk == 0) *(DuckString*)more[0] = default;
        chunks = more;
    }
}
