using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>What the file system says of a file (statx(2)); a symbolic link is not followed.</summary>
/// <param name="Mode">Type and permissions as in stat(2).</param>
/// <param name="Changed">Nanoseconds since 1970 of the last change of content or attributes (ctime).</param>
/// <param name="Modified">Nanoseconds since 1970 of the last change of content (mtime).</param>
internal readonly partial record struct FileFacts(ulong Device, ulong Inode, uint Mode, uint Owner, uint Group, long Size, long Changed, long Modified)
{
    private const uint TypeMask = 0xF000, Regular = 0x8000, Link = 0xA000, Folder = 0x4000;

    public bool IsRegular => (Mode & TypeMask) == Regular;

    public bool IsLink => (Mode & TypeMask) == Link;

    public bool IsFolder => (Mode & TypeMask) == Folder;

    /// <summary>Device and inode in hex: which file it is, whatever its name.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{Inode:x}");

    /// <summary>Permissions in octal, as chmod takes them.</summary>
    public string Permissions => Convert.ToString(Mode & 0xFFF, 8).PadLeft(4, '0');

    /// <summary>False where there is no such file, or it may not be looked at.</summary>
    public static bool TryOf(string path, out FileFacts facts) => TryLook(Native.Here, path, Native.DoNotFollow, out facts);

    /// <summary>Of an open file.</summary>
    public static bool TryOf(SafeFileHandle file, out FileFacts facts) => TryLook(file.DangerousGetHandle().ToInt32(), "", Native.ItIsOpen, out facts);

    private static bool TryLook(int folder, string path, int flags, out FileFacts facts)
    {
        Span<byte> bytes = stackalloc byte[Native.Bytes];
        facts = default;
        if (Native.Look(folder, path, flags, Native.Basics, bytes) != 0)
            return false;
        facts = new(
            ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[136..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(bytes[140..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]), Time(bytes[96..]), Time(bytes[112..]));
        return true;
    }

    private static long Time(ReadOnlySpan<byte> at) => (BinaryPrimitives.ReadInt64LittleEndian(at) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(at[8..]);

    private static partial class Native
    {
        public const int Bytes = 256, Here = -100, DoNotFollow = 0x100, ItIsOpen = 0x1000;
        public const uint Basics = 0x7FF;

        [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int Look(int folder, string path, int flags, uint mask, Span<byte> facts);
    }
}
