using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// Reads event files of Windows (.evtx): a file header of 4 KiB, then chunks of 64 KiB, each with its records, names and templates. A
/// chunk or record that is damaged is passed over and counted; what was read by then stands. Not verified: no file that Windows wrote was
/// at hand, the tests write their own. Not thread-safe.
/// </summary>
/// <param name="file">The file from its first byte; only read forward, left open.</param>
public sealed class EvtxReader(Stream file)
{
    private const int FileHeader = 4096, ChunkSize = 65_536, FirstRecord = 512, RecordHeader = 24;

    private readonly byte[] chunk = new byte[ChunkSize];

    /// <summary>Chunks and records that could not be read so far.</summary>
    public int Damaged { get; private set; }

    /// <summary>True once the file was found to end within a chunk, which counts as one damage: it may still be being copied.</summary>
    public bool BreaksOff { get; private set; }

    /// <summary>True where the stream begins as an event file does.</summary>
    public static bool IsEvtx(ReadOnlySpan<byte> start) => start.StartsWith("ElfFile\0"u8);

    /// <summary>The records in the file's order. Empty where the stream is no event file, which counts as one damage.</summary>
    public IEnumerable<EvtxRecord> Read()
    {
        var header = new byte[FileHeader];
        if (file.ReadAtLeast(header, FileHeader, throwOnEndOfStream: false) < FileHeader || !IsEvtx(header))
        {
            Damaged++;
            BreaksOff = IsEvtx(header);
            yield break;
        }

        // The header's count of chunks is not kept up while a log is being written: the chunks themselves tell.
        while (true)
        {
            var length = file.ReadAtLeast(chunk, ChunkSize, throwOnEndOfStream: false);
            if (length == 0) yield break;
            if (length < ChunkSize)
            {
                Damaged++;
                BreaksOff = true;
                yield break;
            }

            if (!chunk.AsSpan().StartsWith("ElfChnk\0"u8))
            {
                // Room that was set aside and never written is all zero.
                if (chunk.AsSpan().ContainsAnyExcept((byte)0)) Damaged++;
                continue;
            }

            var end = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(0x30)), ChunkSize);
            var at = FirstRecord;
            while (at + RecordHeader + 4 <= end)
            {
                if (!TrySize(at, end, out var size))
                {
                    Damaged++;
                    break;
                }

                if (TryRecord(at, size) is { } record) yield return record;
                else Damaged++;
                at += size;
            }
        }
    }

    private bool TrySize(int at, int end, out int size)
    {
        size = 0;
        if (!chunk.AsSpan(at).StartsWith("**\0\0"u8)) return false;
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(at + 4));
        if (stated < RecordHeader + 4 || stated > end - at) return false;
        size = (int)stated;
        // The size stands at the record's end once more.
        return BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(at + size - 4)) == stated;
    }

    private EvtxRecord? TryRecord(int at, int size)
    {
        var id = BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(at + 8));
        if (!BinXmlValue.TryFileTime(BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(at + 16)), out var written)) return null;
        var xml = new BinXml(chunk);
        return xml.TryRender(at + RecordHeader, at + size - 4, out var line) ? new EvtxRecord(id, written, line) : null;
    }
}
