using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>The files beside a followed one that rotation put aside: they begin with its name. What they are called says little, so they are known by device and inode.</summary>
internal static class RotatedFiles
{
    private static readonly SearchValues<char> OfRotation = SearchValues.Create("0123456789.-_:TZ");

    /// <summary>The file of this identity, opened, where it is at least as long as it was read; null where there is none.</summary>
    public static SafeFileHandle? Find(string path, string identity, long length)
    {
        foreach (var beside in Beside(path))
        {
            if (!FileFacts.TryOf(beside, out var other) || other.Identity != identity || other.Size < length)
                continue;
            if (TryOpen(beside, out var handle, out var facts) && facts.Identity == identity)
                return handle;
            handle?.Dispose();
        }
        return null;
    }

    /// <summary>Of several rotations at once: the files that were written to after the one that was read and are neither that, nor the present one, nor finished; opened, the oldest first.</summary>
    /// <param name="shut">Those that could not be opened.</param>
    /// <param name="packed">Those that are packed: they keep the time of what is inside.</param>
    public static IReadOnlyList<SafeFileHandle> Between(string path, SafeFileHandle old, string present, IReadOnlyCollection<string> finished, out int shut, out int packed)
    {
        (shut, packed) = (0, 0);
        if (!FileFacts.TryOf(old, out var read))
            return [];
        List<(FileFacts Facts, SafeFileHandle Handle)> found = [];
        foreach (var beside in Beside(path))
        {
            var ending = Path.GetFileName(beside).AsSpan(Path.GetFileName(path).Length);
            var isPacked = Path.GetExtension(ending) is ".gz" or ".xz" or ".zst" or ".bz2";
            if (!IsRotations(isPacked ? ending[..ending.LastIndexOf('.')] : ending) || !FileFacts.TryOf(beside, out var facts) || !facts.IsRegular || !IsNext(facts))
                continue;
            if (isPacked)
            {
                packed++;
                continue;
            }
            if (!TryOpen(beside, out var handle, out facts))
            {
                handle?.Dispose();
                shut++;
            }
            // By the open file: under the name another may stand by now, or a second name may lead to the same.
            else if (IsNext(facts) && found.TrueForAll(f => f.Facts.Identity != facts.Identity))
                found.Add((facts, handle!));
            else
                handle!.Dispose();
        }
        return [.. found.OrderBy(f => f.Facts.Modified).Select(f => f.Handle)];

        bool IsNext(FileFacts facts) => facts.Modified > read.Modified && facts.Identity != read.Identity && facts.Identity != present && !finished.Contains(facts.Identity);
    }

    public static SafeFileHandle Open(string file) => File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static IEnumerable<string> Beside(string path) => Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "?*");

    /// <summary>A number or a date, set off as rotation does it: another log whose name begins alike is not it.</summary>
    private static bool IsRotations(ReadOnlySpan<char> ending) => ending is ['.' or '-' or '_', ..] && ending.ContainsAnyInRange('0', '9') && !ending.ContainsAnyExcept(OfRotation);

    private static bool TryOpen(string file, out SafeFileHandle? handle, out FileFacts facts)
    {
        (handle, facts) = (null, default);
        try
        {
            handle = Open(file);
            return FileFacts.TryOf(handle, out facts);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
