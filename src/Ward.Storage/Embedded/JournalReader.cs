using FASTER.core;
using Ward.Ingest.Journal;

namespace Ward.Storage.Embedded;

/// <summary>Reads committed arrivals from one position on, across reopenings of the store. Used under the journal's gate only.</summary>
internal sealed class JournalReader(long from, long until) : IDisposable
{
    private const int ChunkEntries = 256, ChunkBytes = 256 << 10;
    private readonly JournalNames names = new();
    private readonly JournalEntry taken = new();
    private JournalStore? opened;
    private FasterLogScanIterator? iterator;
    private long next = from;

    /// <summary>True once nothing at or after <c>until</c> remains to be read.</summary>
    public bool Ended { get; private set; }

    /// <summary>Adds what is committed now, up to one chunk.</summary>
    /// <exception cref="IOException">An entry fails its checksum or has an unknown form.</exception>
    public void Read(JournalStore store, List<Arrival> into)
    {
        if (next >= until) Ended = true;
        if (Ended) return;
        if (store != opened) Reopen(store);
        var bytes = 0;
        while (into.Count < ChunkEntries && bytes < ChunkBytes)
        {
            if (!TryNext()) break;
            if (taken.At >= until)
            {
                Ended = true;
                return;
            }

            if (taken.At < next) continue;
            if (!JournalCodec.TryRead(taken.Bytes, taken.At, names, out var arrival))
                throw new IOException($"The journal entry at {taken.At} has a form that this version cannot read.");
            into.Add(arrival);
            bytes += taken.Bytes.Length;
            next = taken.Following;
        }

        // A bounded read asks for committed arrivals only, so nothing more means nothing left, even where the last page is padded.
        if (into.Count == 0 && until != long.MaxValue) Ended = true;
    }

    public void Close()
    {
        iterator?.Dispose();
        iterator = null;
        opened = null;
    }

    public void Dispose() => Close();

    private bool TryNext()
    {
        try
        {
            return iterator!.TryConsumeNext(taken);
        }
        catch (FasterException e)
        {
            throw new IOException($"The journal is damaged at or after {next}: {e.Message}", e);
        }
    }

    private void Reopen(JournalStore store)
    {
        Close();
        // Any offset may be asked for; entries begin at every page start, so the scan begins there and skips.
        var page = next - (next % JournalOptions.PageBytes);
        iterator = store.Log.Scan(Math.Max(page, store.Log.BeginAddress), long.MaxValue, scanBufferingMode: ScanBufferingMode.SinglePageBuffering);
        opened = store;
    }
}
