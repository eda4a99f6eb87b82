using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ward.City;

namespace Ward.Detect.Correlation;

/// <summary>
/// Writes and reads the counters of an engine: magic and version, length, SHA-256 of what follows, then each counter under its fingerprint.
/// </summary>
internal sealed class CounterState(EventCounter[] counters)
{
    private const int HeaderBytes = 8 + sizeof(long) + 32;

    // The last byte is the version.
    private static ReadOnlySpan<byte> Magic => "WARDEC\0\u0001"u8;

    /// <summary>One counter's state, read but not yet in force.</summary>
    internal sealed record Saved(GroupTable Groups, long Late, long WithoutGroup, long Evicted);

    internal void Save(Stream state)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(counters.Length);
            foreach (var counter in counters) Write(writer, counter);
        }

        var content = body.GetBuffer().AsSpan(0, (int)body.Length);
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], content.Length);
        SHA256.HashData(content, header[16..]);
        state.Write(header);
        state.Write(content);
    }

    internal bool TryRestore(Stream state)
    {
        var header = new byte[HeaderBytes];
        if (state.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.AsSpan(0, 8).SequenceEqual(Magic)) return false;
        var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8));
        if (length is < 0 or > int.MaxValue || ReadBody(state, length) is not { } body) return false;
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(header.AsSpan(16))) return false;

        if (ReadAll(body) is not { } saved) return false;
        foreach (var counter in counters)
            counter.Restore(saved.TryGetValue(counter, out var found) ? found : new Saved(new GroupTable(), 0, 0, 0));
        return true;
    }

    private Dictionary<EventCounter, Saved>? ReadAll(byte[] body)
    {
        var saved = new Dictionary<EventCounter, Saved>();
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        try
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var fingerprint = reader.ReadString();
                var counter = Array.Find(counters, c => c.Definition.Fingerprint == fingerprint);
                var read = Read(reader, counter);
                if (counter is not null) saved[counter] = read;
            }

            return saved;
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Grows with what is really there: a length that lies costs nothing.</summary>
    private static byte[]? ReadBody(Stream state, long length)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        while (body.Length < length)
        {
            var read = state.Read(buffer, 0, (int)Math.Min(buffer.Length, length - body.Length));
            if (read == 0) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static void Write(BinaryWriter writer, EventCounter counter)
    {
        writer.Write(counter.Definition.Fingerprint);
        writer.Write(counter.Late);
        writer.Write(counter.WithoutGroup);
        writer.Write(counter.Evicted);
        writer.Write(counter.Groups.Count);
        for (var group = counter.Groups.Oldest; group is not null; group = group.Newer)
        {
            writer.Write(group.Key.Length);
            writer.Write(group.Key);
            Write(writer, group.All);
            Write(writer, group.Attested);
            group.Evidence.Write(writer);
            group.Source.Write(writer);
            group.Login.Write(writer);
            writer.Write(group.Hosts.Count);
            foreach (var host in group.Hosts) writer.Write(host.Value);
            writer.Write(group.Received);
            writer.Write(group.FiredAt ?? -1);
            writer.Write(group.FiredAttested);
            writer.Write(group.Fell);
            writer.Write(group.Since);
        }
    }

    private static Saved Read(BinaryReader reader, EventCounter? counter)
    {
        var remembered = counter?.Definition.Remembered ?? int.MaxValue;
        var saved = new Saved(new GroupTable(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var group = new Group(reader.ReadBytes(reader.ReadInt32()), remembered)
            {
                All = ReadRing(reader, remembered),
                Attested = ReadRing(reader, remembered),
                Evidence = EvidenceRing.Read(reader),
                Source = Sameness.Read(reader),
                Login = Sameness.Read(reader),
            };
            for (var hosts = reader.ReadInt32(); hosts > 0; hosts--) group.Hosts.Add(new AssetId(reader.ReadString()));
            group.Received = reader.ReadInt64();
            group.FiredAt = reader.ReadInt64() is var fired and >= 0 ? fired : null;
            group.FiredAttested = reader.ReadBoolean();
            group.Fell = reader.ReadBoolean();
            group.Since = reader.ReadInt64();
            saved.Groups.Add(group);
        }

        return saved;
    }

    private static void Write(BinaryWriter writer, TimeRing ring)
    {
        writer.Write(ring.Count);
        for (var i = 0; i < ring.Count; i++) writer.Write(ring.At(i));
    }

    private static TimeRing ReadRing(BinaryReader reader, int remembered)
    {
        var ring = new TimeRing(remembered);
        for (var left = reader.ReadInt32(); left > 0; left--) ring.Add(reader.ReadInt64());
        return ring;
    }
}
