using System.Buffers.Binary;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The blocked Bloom filter in a file of its own beside a segment (<see cref="FilterBits"/>): about 10 bits a word, 2 in 100 false.
/// Asking reads one block a word, so a search over many segments reads little. Thread-safe.
/// </summary>
internal static class TokenFilter
{
    /// <summary>Writes the filter and flushes it to disk.</summary>
    public static void Write(string file, TokenSet words)
    {
        var made = new FilterBits(words.Count);
        foreach (var word in words.All()) made.Add(word);
        made.Write(file);
    }

    /// <summary>How many words the filter was made for, at most; null where it cannot be read.</summary>
    public static long? Words(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            return TryReadBlocks(handle, out var blocks) ? FilterBits.WordsOf(blocks) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>False only where no line of the segment has every word. True as well where the filter cannot be read.</summary>
    public static bool MayHaveAll(string file, IReadOnlyList<ulong> words)
    {
        if (words.Count == 0) return true;
        try
        {
            using var handle = File.OpenHandle(file);
            if (!TryReadBlocks(handle, out var blocks)) return true;
            Span<byte> block = stackalloc byte[FilterBits.BlockBytes];
            foreach (var word in words)
            {
                if (RandomAccess.Read(handle, block, FilterBits.Header + ((long)FilterBits.BlockOf(word, blocks) * FilterBits.BlockBytes)) != FilterBits.BlockBytes) return true;
                if (!FilterBits.Has(block, word)) return false;
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool TryReadBlocks(Microsoft.Win32.SafeHandles.SafeFileHandle handle, out int blocks)
    {
        Span<byte> header = stackalloc byte[FilterBits.Header];
        blocks = 0;
        if (RandomAccess.Read(handle, header, 0) != FilterBits.Header || BinaryPrimitives.ReadUInt64LittleEndian(header) != FilterBits.Magic) return false;
        blocks = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        // A file cut short by a damaged disk tells nothing.
        return blocks > 0 && RandomAccess.GetLength(handle) >= FilterBits.Header + ((long)blocks * FilterBits.BlockBytes);
    }
}
