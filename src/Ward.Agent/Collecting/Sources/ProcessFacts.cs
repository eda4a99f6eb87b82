using System.Globalization;
using System.Text;

namespace Ward.Agent.Collecting.Sources;

/// <summary>What /proc says of a process.</summary>
/// <param name="Program">The executable's path; empty where it may not be read.</param>
/// <param name="Started">Clock ticks after the boot; with the number it names the process for good.</param>
internal sealed record ProcessFacts(int Id, int Parent, string Name, string Program, string CommandLine, string Folder, uint User, ulong Started)
{
    private const int LongestCommand = 8 << 10;

    /// <summary>Null where it is gone already.</summary>
    public static ProcessFacts? Of(int id, string proc = "/proc")
    {
        var at = Path.Combine(proc, id.ToString(CultureInfo.InvariantCulture));
        Span<byte> bytes = stackalloc byte[1024];
        var stat = Read(Path.Combine(at, "stat"), bytes);
        // The name stands in brackets and may hold brackets itself: the last one ends it.
        var (open, close) = (stat.IndexOf((byte)'('), stat.LastIndexOf((byte)')'));
        if (open < 0 || close < open)
            return null;
        var name = Encoding.UTF8.GetString(stat[(open + 1)..close]);
        var fields = Encoding.ASCII.GetString(stat[(close + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            || !ulong.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var started))
            return null;
        // The owner of the folder is the effective user.
        var user = FileFacts.TryOf(at, out var facts) ? facts.Owner : uint.MaxValue;
        return new(id, parent, name, LinkOf(Path.Combine(at, "exe")), CommandOf(Path.Combine(at, "cmdline")), LinkOf(Path.Combine(at, "cwd")), user, started);
    }

    private static string CommandOf(string path)
    {
        var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(LongestCommand);
        try
        {
            var text = Read(path, bytes.AsSpan(0, LongestCommand)).TrimEnd((byte)0);
            return Encoding.UTF8.GetString(text).Replace('\0', ' ');
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string LinkOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static ReadOnlySpan<byte> Read(string path, Span<byte> into)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return into[..RandomAccess.Read(handle, into, 0)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
