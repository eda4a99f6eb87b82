using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Follows one file that others append to, by a look every second: through rotation by rename to the old file's end and into the new one, and
/// from the start where it was emptied. Where it stands (device:inode:offset) is a mark of the spool, so a kill neither loses nor doubles.
/// A file never followed before is followed from its end.
/// </summary>
internal abstract class FileFollower(string name, string path, Spool spool, TimeProvider time) : ICollector
{
    private const string Missing = "missing";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly byte[] block = new byte[32 << 10];
    private SafeFileHandle? handle;
    private string identity = "";
    private long offset;
    private bool turned;

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
        Close();
        if (Open(now))
            Drain();
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
        foreach (var beside in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "?*"))
        {
            if (!FileFacts.TryOf(beside, out var other) || other.Identity != stood || other.Size < at)
                continue;
            handle = Read(beside);
            identity = stood;
            Begin(at);
            turned = true;
            return true;
        }
        return Open(now);
    }

    private bool Open(FileFacts facts, long at = 0, bool fromEnd = false)
    {
        handle = Read(path);
        identity = facts.Identity;
        turned = false;
        var length = RandomAccess.GetLength(handle);
        Begin(fromEnd ? WholeFrom(handle, length) : at <= length ? at : 0);
        if (fromEnd)
            Insist(spool.Note(MarkName, At(offset)));
        return true;
    }

    private static SafeFileHandle Read(string file) => File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

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
