using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Follows one file that others append to, by a look every second: through rotation by rename to the old file's end, through the files that were put
/// aside unread meanwhile, and into the new one; from the start where it was emptied. Where it stands (device:inode:offset) is a mark of the spool, so a kill neither loses nor doubles.
/// A file never followed before is followed from its end.
/// </summary>
internal abstract class FileFollower(string name, string path, Spool spool, TimeProvider time) : ICollector
{
    private const string Missing = "missing";
    private const int MostFinished = 16;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly byte[] block = new byte[32 << 10];
    private SafeFileHandle? handle;
    private string identity = "";
    private long offset;
    private bool turned;

    /// <summary>The last files that were read to their end.</summary>
    private readonly Queue<string> finished = [];

    public string Name => name;

    protected string FilePath => path;

    protected Spool Spool => spool;

    protected string MarkName => $"{name}:{path}";

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
                Look();
            while (await timer.WaitForNextTickAsync(stop));
        }
        finally
        {
            Close();
        }
    }

    /// <summary>One look: takes what has been added.</summary>
    internal void Look()
    {
        if (handle is null && !Open())
            return;
        if (RandomAccess.GetLength(handle!) < offset)
            Begin(0);
        Drain();
        if (!FileFacts.TryOf(path, out var now) || now.Identity == identity)
        {
            turned = false;
            return;
        }
        // The writer may hold the old file a little longer: one more look at it before the new one.
        if (!turned)
        {
            turned = true;
            return;
        }
        Ended(offset);
        Finish(RotatedFiles.Between(path, handle!, now.Identity, finished, out var shut, out var packed));
        if (shut > 0)
            Lost("not readable", shut);
        if (packed > 0)
            Lost("packed", packed);
        if (Open(now))
            Drain();
    }

    /// <summary>Reads the files to their ends, the one at hand being at its own.</summary>
    private void Finish(IReadOnlyList<SafeFileHandle> between)
    {
        try
        {
            finished.Enqueue(identity);
            Close();
            foreach (var next in between)
            {
                if (!FileFacts.TryOf(next, out var facts))
                    continue;
                (handle, identity) = (next, facts.Identity);
                Begin(0);
                Drain();
                Ended(offset);
                finished.Enqueue(identity);
                Close();
            }
        }
        finally
        {
            while (finished.Count > MostFinished)
                finished.Dequeue();
            foreach (var one in between)
                one.Dispose();
        }
    }

    /// <summary>A file, or another place in it, is read from here on.</summary>
    protected abstract void Began(long at);

    /// <summary>The bytes at this offset; what is kept carries <see cref="At"/> as its mark.</summary>
    protected abstract void Take(ReadOnlySpan<byte> bytes);

    /// <summary>Nothing more will come in this file.</summary>
    protected abstract void Ended(long at);

    /// <summary>The first offset at which reading may begin so that it begins with something whole.</summary>
    protected abstract long WholeFrom(SafeFileHandle file, long length);

    /// <summary>The mark's value for an offset in the present file.</summary>
    protected string At(long place) => string.Create(CultureInfo.InvariantCulture, $"{identity}:{place}");

    /// <summary>Stops this run where the spool refused: the next one goes on from the mark.</summary>
    protected static void Insist(bool kept)
    {
        if (!kept)
            throw new IOException("the spool cannot keep more now");
    }

    private bool Open()
    {
        if (!FileFacts.TryOf(path, out var now))
        {
            // What appears later is new from its first byte on.
            if (spool.Mark(MarkName) is null)
                spool.Note(MarkName, Missing);
            return false;
        }
        var mark = spool.Mark(MarkName);
        if (mark is null || !TryRead(mark, out var stood, out var at))
            return Open(now, fromEnd: mark is null);
        if (stood == now.Identity)
            return Open(now, at);
        // It was rotated while nobody looked: the old one first, under the name that it has now.
        if (RotatedFiles.Find(path, stood, at) is { } old)
        {
            (handle, identity) = (old, stood);
            Begin(at);
            turned = true;
            return true;
        }
        // It was packed or removed meanwhile: how much of it was unread nobody can tell, nor which of those beside it are newer.
        Open(now);
        Lost("rotated away", 1, At(0));
        return true;
    }

    /// <summary>Tells of files of which something may be missing.</summary>
    private void Lost(string policy, int files, string? at = null) => Insist(spool.Append("agent", j =>
    {
        j.WriteString("event", "lost");
        j.WriteString("policy", policy);
        j.WriteString("collector", name);
        j.WriteString("path", path);
        j.WriteNumber("files", files);
    }, at is null ? null : MarkName, at ?? ""));

    private bool Open(FileFacts facts, long at = 0, bool fromEnd = false)
    {
        handle = RotatedFiles.Open(path);
        identity = facts.Identity;
        turned = false;
        var length = RandomAccess.GetLength(handle);
        Begin(fromEnd ? WholeFrom(handle, length) : at <= length ? at : 0);
        if (fromEnd)
            Insist(spool.Note(MarkName, At(offset)));
        return true;
    }

    private void Begin(long at)
    {
        offset = at;
        Began(at);
    }

    private void Drain()
    {
        for (int read; (read = RandomAccess.Read(handle!, block, offset)) > 0;)
        {
            offset += read;
            Take(block.AsSpan(0, read));
        }
    }

    private void Close()
    {
        handle?.Dispose();
        handle = null;
        turned = false;
    }

    private static bool TryRead(string mark, out string identity, out long at)
    {
        var colon = mark.LastIndexOf(':');
        identity = colon > 0 ? mark[..colon] : "";
        return long.TryParse(mark.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out at) && colon > 0;
    }
}
