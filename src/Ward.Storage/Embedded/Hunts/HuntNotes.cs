using System.Buffers;
using System.Text;
using System.Text.Json;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Standards.Streams;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded.Hunts;

/// <summary>
/// One hunt's checkpoint and findings. The checkpoint is a line of JSON and behind it the analytics' memory; it is true of the findings up to
/// a length, and what stands behind that length is overwritten.
/// </summary>
internal sealed class HuntNotes(string folder) : IHuntNotes
{
    private const string CheckpointFile = "checkpoint", FindingsFile = "findings.ndjson";
    private long kept = Read(folder, state: false)?.Header.FindingBytes ?? 0;

    public async ValueTask Save(HuntCheckpoint checkpoint, IReadOnlyList<Finding> since, CancellationToken stop)
    {
        var length = since.Count > 0 ? await Append(since, stop).ConfigureAwait(false) : kept;
        stop.ThrowIfCancellationRequested();
        var content = new ArrayBufferWriter<byte>(checkpoint.State.Length + 512);
        content.Write(JsonSerializer.SerializeToUtf8Bytes(new Line(checkpoint.Next, checkpoint.Until, length, checkpoint.Progress), RecordJson.Options));
        content.Write("\n"u8);
        content.Write(checkpoint.State.Span);
        WholeFile.Replace(Path.Combine(folder, CheckpointFile), stream => stream.Write(content.WrittenSpan));
        kept = length;
    }

    /// <exception cref="IOException">The checkpoint is damaged.</exception>
    public static (Line Header, HuntCheckpoint Checkpoint)? Read(string folder, bool state)
    {
        var file = Path.Combine(folder, CheckpointFile);
        if (!File.Exists(file)) return null;
        using var stream = File.OpenRead(file);
        var first = new List<byte>(512);
        for (int b; (b = stream.ReadByte()) is not (-1 or '\n') && first.Count < 1 << 16;) first.Add((byte)b);
        var line = RecordJson.Read<Line>(Encoding.UTF8.GetString([.. first]));
        if (line.Progress is null) throw new IOException($"{file} is no checkpoint.");
        var rest = new byte[state ? stream.Length - stream.Position : 0];
        stream.ReadExactly(rest);
        return (line, new HuntCheckpoint(line.Next, line.Until, line.Progress, rest));
    }

    public static IReadOnlyList<Finding> Findings(string folder, long from, int limit)
    {
        var found = new List<Finding>();
        if (Read(folder, state: false) is not { } at || from >= at.Header.Progress.Findings) return found;
        using var stream = new FileStream(Path.Combine(folder, FindingsFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        for (var i = 0L; i < at.Header.Progress.Findings && found.Count < limit; i++)
        {
            var line = reader.ReadLine() ?? throw new IOException($"{Path.Combine(folder, FindingsFile)} is damaged: it ends after {i} of {at.Header.Progress.Findings} findings.");
            if (i >= from) found.Add(RecordJson.Read<Finding>(line));
        }

        return found;
    }

    private async ValueTask<long> Append(IReadOnlyList<Finding> since, CancellationToken stop)
    {
        await using var stream = new FileStream(Path.Combine(folder, FindingsFile), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(kept);
        stream.Position = kept;
        foreach (var finding in since)
        {
            await JsonSerializer.SerializeAsync(stream, finding, RecordJson.Options, stop).ConfigureAwait(false);
            stream.WriteByte((byte)'\n');
        }

        await stream.FlushAsync(stop).ConfigureAwait(false);
        DiskFlush.Flush(stream.SafeFileHandle);
        return stream.Length;
    }

    /// <param name="FindingBytes">So much of the findings' file counts.</param>
    internal sealed record Line(long Next, long Until, long FindingBytes, HuntProgress Progress);
}
