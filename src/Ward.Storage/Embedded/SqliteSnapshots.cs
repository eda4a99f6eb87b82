using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded;

/// <summary>
/// Detection snapshots, a file a city beside ward.db: megabytes every few seconds would hold up the one writer of the plans.
/// Layout: 'WARDSNP1', offset (8 bytes, little endian), SHA-256 of offset and state, state.
/// </summary>
public sealed class SqliteSnapshots : IDetectionSnapshots, IDisposable
{
    private const int Header = 8 + 8 + 32;
    private readonly string folder;
    private readonly SemaphoreSlim saving = new(1, 1);

    internal SqliteSnapshots(string stateFolder) => folder = Path.Combine(stateFolder, "snapshots");

    /// <summary>Null where there is none, or where it is damaged: then detection reads the journal again from where it can.</summary>
    public async Task<DetectionSnapshot?> Load(CityId city, CancellationToken stop)
    {
        var path = PathOf(city);
        if (!File.Exists(path)) return null;
        var bytes = await File.ReadAllBytesAsync(path, stop).ConfigureAwait(false);
        if (bytes.Length < Header || !bytes.AsSpan(0, 8).SequenceEqual("WARDSNP1"u8)) return null;
        var state = bytes.AsMemory(Header);
        return bytes.AsSpan(16, 32).SequenceEqual(Digest(bytes.AsSpan(8, 8), state.Span))
            ? new DetectionSnapshot(city, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8, 8)), state)
            : null;
    }

    /// <exception cref="IOException">The disk is full or gone; the former snapshot stays.</exception>
    public async Task Save(DetectionSnapshot snapshot, CancellationToken stop)
    {
        var header = new byte[Header];
        "WARDSNP1"u8.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), snapshot.NextOffset);
        Digest(header.AsSpan(8, 8), snapshot.State.Span).CopyTo(header, 16);

        await saving.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(folder);
            var path = PathOf(snapshot.City);
            var draft = path + ".new";
            await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                await file.WriteAsync(header, stop).ConfigureAwait(false);
                await file.WriteAsync(snapshot.State, stop).ConfigureAwait(false);
                await file.FlushAsync(stop).ConfigureAwait(false);
                DiskFlush.Flush(file.SafeFileHandle);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            saving.Release();
        }
    }

    public void Dispose() => saving.Dispose();

    /// <summary>Ids are free text; file names are not.</summary>
    private string PathOf(CityId city) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(city.Value)))[..32] + ".snapshot");

    private static byte[] Digest(ReadOnlySpan<byte> offset, ReadOnlySpan<byte> state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(offset);
        hash.AppendData(state);
        return hash.GetHashAndReset();
    }
}
