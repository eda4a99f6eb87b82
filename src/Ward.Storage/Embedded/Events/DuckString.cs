using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// A text as DuckDB's vectors hold it: up to 12 bytes in place, padded with zeros; of a longer one the first four and where it lies.
/// Source: string_t of DuckDB's C API (duckdb_string_t).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct DuckString
{
    public const int InPlace = 12;

    [FieldOffset(0)]
    public uint Length;

    /// <summary>Length and first four bytes.</summary>
    [FieldOffset(0)]
    public ulong Head;

    /// <summary>The other bytes where it is in place, else the address of all of them.</summary>
    [FieldOffset(8)]
    public ulong Tail;

    /// <param name="at">Where the bytes lie for as long as the value is used; looked at only where they are more than <see cref="InPlace"/>.</param>
    public static DuckString Of(ReadOnlySpan<byte> bytes, byte* at)
    {
        DuckString made = default;
        made.Length = (uint)bytes.Length;
        var inside = new Span<byte>((byte*)&made + 4, InPlace);
        if (bytes.Length <= InPlace)
        {
            bytes.CopyTo(inside);
            return made;
        }

        bytes[..4].CopyTo(inside);
        made.Tail = (ulong)at;
        return made;
    }

    /// <summary>Its bytes. Take it by reference from where it stays, since short ones lie in the value itself.</summary>
    public static ReadOnlySpan<byte> Bytes(DuckString* text) =>
        text->Length <= InPlace ? new((byte*)text + 4, (int)text->Length) : new((byte*)text->Tail, (int)text->Length);
}
