using Ward.Ingest.Forms;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>Carries the records of one file into the journal, some at a time, and counts what could not be taken.</summary>
/// <param name="named">Whether the feed has many files, so that a cursor needs its file's name.</param>
internal sealed class RecordBatch(FeedInlet inlet, bool named)
{
    private const int Most = 512, MostBytes = 1 << 20;
    private readonly List<Arrival> batch = [];

    /// <summary>Reads to the end; records up to <paramref name="stood"/> are durable already.</summary>
    /// <param name="cursorAt">The cursor after so many records, the last of which ends at this byte of the source.</param>
    public async Task Take(FolderFile known, RecordReader reader, long stood, Func<long, long, string> cursorAt, bool ripe, CancellationToken stop)
    {
        // Another file than the one whose faults were counted.
        if (stood == 0) (known.Refused, known.Damaged) = (0, 0);
        batch.Clear();
        var bytes = 0;
        var end = 0L;
        while (reader.TryNext(out var record))
        {
            end = reader.Consumed;
            if (reader.Seen <= stood) continue;
            batch.Add(inlet.Make(record.ToArray(), false, Assurance.Authenticated, null));
            bytes += record.Length;
            if (batch.Count < Most && bytes < MostBytes) continue;
            await Keep(known, cursorAt(reader.Seen, end), stop).ConfigureAwait(false);
            bytes = 0;
        }

        await Keep(known, cursorAt(reader.Seen, end), stop).ConfigureAwait(false);
        known.HasRest = !reader.IsWhole && !ripe;
        Count(known, reader, ripe);
    }

    private async Task Keep(FolderFile known, string cursor, CancellationToken stop)
    {
        if (batch.Count == 0) return;
        batch[^1] = batch[^1] with { Cursor = named ? $"{known.Name}/{cursor}" : cursor };
        await inlet.Append(batch, stop).ConfigureAwait(false);
        known.Cursor = cursor;
        batch.Clear();
    }

    /// <summary>What was counted at an earlier look is not counted again.</summary>
    private void Count(FolderFile known, RecordReader reader, bool ripe)
    {
        var broken = reader.Damaged + (!reader.IsWhole && ripe ? 1 : 0);
        inlet.Meter.Dropped(DropReason.Record, Math.Max(0, reader.Refused - known.Refused));
        inlet.Meter.Dropped(DropReason.Damage, Math.Max(0, broken - known.Damaged));
        (known.Refused, known.Damaged) = (Math.Max(known.Refused, reader.Refused), Math.Max(known.Damaged, broken));
        known.Fault = reader.Refused + broken == 0 ? null : $"{known.Name}: {reader.Fault ?? $"it ends within what follows record {reader.Seen}"}{(reader.Refused + broken > 1 ? $", and {reader.Refused + broken - 1} more" : "")}";
    }
}
