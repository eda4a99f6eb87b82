using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>A part that was spilled (<see cref="SpillWriter"/>), mapped: its pages come from the file when they are looked at, and go when memory is short. Read from any thread.</summary>
internal sealed unsafe class SpillPart : IColumnPart, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* at;
    private readonly SpillEnd end;

    private SpillPart(string path, Segment segment, bool check)
    {
        (Class, Visible) = (segment.Class, segment.Events);
        var length = new FileInfo(path).Length;
        if (length < (2 * sizeof(ulong)) + sizeof(SpillEnd) + sizeof(ulong) || length % 8 != 0) throw new IOException($"{path} is damaged: it is cut short.");
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        try
        {
            view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref at);
            if (*(ulong*)at != SpillWriter.Magic) throw new IOException($"{path} is damaged: it has no beginning.");
            if (((long*)at)[1] != SpillWriter.Version) throw new IOException($"{path} is of a newer Ward (version {((long*)at)[1]}).");
            if (check && Sum(length - sizeof(ulong)) != *(ulong*)(at + length - sizeof(ulong))) throw new IOException($"{path} is damaged: its checksum is wrong.");
            end = *(SpillEnd*)(at + length - sizeof(ulong) - sizeof(SpillEnd));
            if (end.Layout > Layout.Version) throw new IOException($"{path} is of a newer Ward (layout {end.Layout}).");
            Blocks = Read(path, length);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Class { get; }

    public long Visible { get; }

    public IReadOnlyList<ColumnBlock> Blocks { get; } = [];

    /// <param name="check">Whether to read all of it and see that it is whole.</param>
    /// <exception cref="IOException">It is damaged, of a newer Ward, or cannot be read.</exception>
    public static SpillPart Open(string path, Segment segment, bool check) => new(path, segment, check);

    public void Copy(int* numbers, DuckString* to, int rows)
    {
        var texts = (DuckString*)(at + end.TextsAt);
        for (var i = 0; i < rows; i++)
        {
            to[i] = texts[numbers[i]];
            if (to[i].Length > DuckString.InPlace) to[i].Tail += (ulong)at;
        }
    }

    /// <summary>Adds the words of its lines.</summary>
    public void AddWordsTo(IWords words)
    {
        var all = (ulong*)(at + end.WordsAt);
        for (var i = 0L; i < end.Words; i++) words.Add(all[i]);
    }

    public void Dispose()
    {
        if (at != null) view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        file.Dispose();
    }

    private List<ColumnBlock> Read(string path, long length)
    {
        if (end.Blocks < 0 || end.Words < 0 || end.Texts < 1 || !IsWithin(end.TextsAt, end.Texts * sizeof(DuckString), length) || !IsWithin(end.WordsAt, end.Words * sizeof(ulong), length) || !IsWithin(end.IndexAt, end.Blocks * Unsafe.SizeOf<SpillWriter.Index>(), length))
            throw new IOException($"{path} is damaged: its end points outside of it.");
        var blocks = new List<ColumnBlock>();
        var rows = 0L;
        foreach (var index in new ReadOnlySpan<SpillWriter.Index>(at + end.IndexAt, (int)end.Blocks))
        {
            if (index.Rows < 1 || index.Pairs < 0 || !IsWithin(index.At, index.Bytes, length)) throw new IOException($"{path} is damaged: a block lies outside of it.");
            blocks.Add(new SpillBlock(at, index));
            rows += index.Rows;
        }

        return rows == Visible ? blocks : throw new IOException($"{path} is damaged: it has {rows} events, not {Visible}.");
    }

    private static bool IsWithin(long from, long bytes, long length) => from >= 0 && bytes >= 0 && from % 8 == 0 && from <= length - bytes;

    private ulong Sum(long length)
    {
        var sum = uint.MaxValue;
        const int atOnce = 1 << 20;
        for (var from = 0L; from < length; from += atOnce) sum = SpillFile.Sum(new ReadOnlySpan<byte>(at + from, (int)Math.Min(atOnce, length - from)), sum);
        return sum;
    }
}
