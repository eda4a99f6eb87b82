using System.Buffers;

namespace Ward.Ingest.Forms;

/// <summary>
/// Records of JSON texts that follow one another: an object is a record; of an array, and of an object that only carries records (<see cref="JsonWrapper"/>),
/// each element is one; a notification of several entities is one for each (<see cref="ContextNotification"/>). Finds ends by brackets and strings
/// alone: whether a record is well-formed is for who reads it. Line ends between tokens become spaces.
/// </summary>
internal sealed class JsonRecords(Stream source, int limit) : RecordReader(source, limit)
{
    /// <summary>An object at the top may be a notification of many entities, each of which is shorter.</summary>
    private const int LongestNotification = 1 << 20, Nowhere = int.MaxValue;

    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8), Marks = SearchValues.Create("\"{}[]:,"u8);
    private readonly RecordText text = new(Math.Max(limit, LongestNotification));
    private readonly JsonHead head = new();
    private bool inString, escaped, taking, isTop, isElement, isGarbage, mayOpen;
    private int depth, level, entity;
    private ContextNotification? entities;

    /// <summary>True once an array or a wrapper was opened.</summary>
    public bool HasOpened { get; private set; }

    public override bool TryNext(out ReadOnlyMemory<byte> record)
    {
        while (true)
        {
            // Counted as they are given out: who stops between two of them goes on with the next.
            while (entities is not null)
            {
                var part = entities[entity++];
                if (entity == entities.Count) entities = null;
                Seen++;
                record = part;
                if (part.Length <= Limit) return true;
                Refuse($"longer than {Limit} bytes");
            }

            if (At == Filled && !TryFill())
            {
                IsWhole = depth == 0;
                record = default;
                return false;
            }

            if (TryStep() && TryTake(out record)) return true;
        }
    }

    /// <summary>Reads to the end of a record (true), or to the end of what is at hand.</summary>
    private bool TryStep()
    {
        var from = At;
        while (At < Filled)
        {
            if (inString)
            {
                ReadString();
                continue;
            }

            if (taking && !mayOpen)
            {
                var next = Buffer.AsSpan(At, Filled - At).IndexOfAny(head.IsWatched ? Marks : Brackets);
                At = next < 0 ? Filled : At + next;
                if (next < 0) break;
            }

            var b = Buffer[At++];
            if (mayOpen && !IsSpace(b)) Decide(b);
            switch (b)
            {
                case (byte)'"':
                    Quote();
                    break;
                case (byte)'{' or (byte)'[':
                    if (!taking && Begins(b)) from = At - 1;
                    depth++;
                    if (taking && head.IsWatched && depth == 2) mayOpen = head.Opens(b);
                    break;
                case (byte)'}' or (byte)']':
                    if (!Close()) break;
                    text.Add(Buffer.AsSpan(from, At - from));
                    return true;
                default:
                    Other(b);
                    break;
            }
        }

        if (taking) text.Add(Buffer.AsSpan(from, At - from));
        return false;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x1E;

    private void ReadString()
    {
        var start = At;
        while (At < Filled && inString)
        {
            if (escaped)
            {
                escaped = false;
                At++;
                continue;
            }

            var end = Buffer.AsSpan(At, Filled - At).IndexOfAny((byte)'"', (byte)'\\');
            At = end < 0 ? Filled : At + end + 1;
            if (end < 0) break;
            escaped = Buffer[At - 1] == '\\';
            inString = escaped;
        }

        if (!taking || !head.IsWatched || depth != 1 || !head.ExpectsName) return;
        head.Add(Buffer.AsSpan(start, At - start - (inString ? 0 : 1)));
        if (!inString) head.EndName();
    }

    private void Quote()
    {
        if (depth == 0)
        {
            Other((byte)'"');
            return;
        }

        inString = true;
        if (!taking && depth == level) isElement = true;
    }

    /// <summary>True where the bracket begins a record.</summary>
    private bool Begins(byte bracket)
    {
        isGarbage = false;
        if (depth == level && bracket == '{')
        {
            text.Clear();
            (taking, isTop, isElement) = (true, depth == 0, false);
            if (isTop) head.Begin();
            else head.IsWatched = false;
            return true;
        }

        if (depth == 0) (level, HasOpened, isElement) = (1, true, false);
        else if (depth == level) isElement = true;
        return false;
    }

    /// <summary>The first byte of the array that a wrapper's name stands before: only objects make it one.</summary>
    private void Decide(byte first)
    {
        mayOpen = head.IsWatched = false;
        if (first is not ((byte)'{' or (byte)']')) return;
        (taking, level, HasOpened, isElement) = (false, 2, true, false);
        text.Clear();
    }

    /// <summary>True where the bracket ends a record.</summary>
    private bool Close()
    {
        if (depth == 0)
        {
            Other((byte)'}');
            return false;
        }

        depth--;
        if (taking)
        {
            taking = depth > level;
            return !taking;
        }

        if (depth < level) EndElement();
        // What a wrapper has after its records is passed over.
        if (depth == 0) level = 0;
        else if (depth < level) level = Nowhere;
        return false;
    }

    private void Other(byte b)
    {
        if (taking)
        {
            if (b == ',' && depth == 1 && head.IsWatched) head.EndMember();
            return;
        }

        if (b == ',' || IsSpace(b))
        {
            if (b == ',' && depth == level && depth > 0) EndElement();
            return;
        }

        if (depth == level && depth > 0) isElement = true;
        // A byte order mark is no text.
        if (depth > 0 || isGarbage || b is 0xEF or 0xBB or 0xBF) return;
        isGarbage = true;
        Damage("text that is no JSON object or array");
    }

    private void EndElement()
    {
        if (!isElement) return;
        isElement = false;
        Seen++;
        Refuse("no JSON object");
    }

    private bool TryTake(out ReadOnlyMemory<byte> record)
    {
        Seen++;
        record = text.Text;
        text.Text.Span.Replace((byte)'\n', (byte)' ');
        text.Text.Span.Replace((byte)'\r', (byte)' ');
        if (isTop && !text.IsOver && ContextNotification.TrySplit(record, out var parts))
        {
            Seen--;
            (entities, entity) = (parts, 0);
            return false;
        }

        if (!text.IsOver && record.Length <= Limit) return true;
        Refuse($"longer than {Limit} bytes");
        return false;
    }
}
