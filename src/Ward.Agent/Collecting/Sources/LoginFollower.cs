using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// The records of wtmp (sessions that began and ended, boots) and btmp (sign-ins that failed): struct utmp of utmp(5), whose size and
/// offsets differ between machines that kept 32-bit times and those that did not.
/// </summary>
internal sealed class LoginFollower(string path, bool failures, Spool spool, TimeProvider time) : FileFollower("login", path, spool, time)
{
    private const int Boot = 2, User = 7, Dead = 8, LineAt = 8, LineBytes = 32, UserAt = 44, UserBytes = 32, HostAt = 76, HostBytes = 256;
    private readonly bool wide = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;
    private byte[] held = [];
    private int count;
    private long origin;

    private int Size => wide ? 400 : 384;

    protected override void Began(long at) => (origin, count, held) = (at, 0, new byte[Size]);

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = Math.Min(Size - count, bytes.Length);
            bytes[..part].CopyTo(held.AsSpan(count));
            bytes = bytes[part..];
            if ((count += part) < Size)
                return;
            (count, origin) = (0, origin + Size);
            Keep(held);
        }
    }

    protected override void Ended(long at) { }

    protected override long WholeFrom(SafeFileHandle file, long length) => length - (length % Size);

    private void Keep(byte[] record)
    {
        var type = BinaryPrimitives.ReadInt16LittleEndian(record);
        if (!failures && type is not (Boot or User or Dead))
            return;
        var what = failures ? "failed" : type switch { Boot => "boot", User => "login", _ => "logout" };
        Insist(Spool.Append(Name, j =>
        {
            j.WriteString("event", what);
            j.WriteString("user", TextAt(record, UserAt, UserBytes));
            j.WriteString("terminal", TextAt(record, LineAt, LineBytes));
            j.WriteString("host", TextAt(record, HostAt, HostBytes));
            if (AddressOf(record.AsSpan(wide ? 360 : 348, 16)) is { } address)
                j.WriteString("address", address.ToString());
            j.WriteNumber("pid", BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(4)));
            j.WriteNumber("at", wide ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(344)) : BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(340)));
        }, MarkName, At(origin)));
    }

    private static string TextAt(byte[] record, int at, int bytes)
    {
        var text = record.AsSpan(at, bytes);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private static IPAddress? AddressOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAnyExcept((byte)0))
            return null;
        return bytes[4..].ContainsAnyExcept((byte)0) ? new IPAddress(bytes) : new IPAddress(bytes[..4]);
    }
}
