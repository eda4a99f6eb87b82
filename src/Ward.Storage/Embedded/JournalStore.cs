using System.Numerics;
using FASTER.core;

namespace Ward.Storage.Embedded;

/// <summary>One opening of the log on disk. After a failed commit it is closed and opened anew at the last commit point.</summary>
internal sealed class JournalStore : IDisposable
{
    private readonly ManagedLocalStorageDevice device;
    private readonly JournalCommits commits;

    private JournalStore(ManagedLocalStorageDevice device, JournalCommits commits, FasterLog log)
    {
        this.device = device;
        this.commits = commits;
        Log = log;
    }

    public FasterLog Log { get; }

    public static JournalStore Open(JournalOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var commits = new JournalCommits(options.Folder, Directory.EnumerateFiles(options.Folder, "journal.log.*").Any());
        ManagedLocalStorageDevice? device = null;
        FasterLog? log = null;
        try
        {
            // The device opens its files for synchronous writing, so a completed write is on disk.
            device = new ManagedLocalStorageDevice(Path.Combine(options.Folder, "journal.log"), recoverDevice: true);
            var settings = new FasterLogSettings
            {
                LogDevice = device,
                LogCommitManager = commits,
                PageSizeBits = BitOperations.Log2(JournalOptions.PageBytes),
                MemorySizeBits = BitOperations.Log2((ulong)options.MemoryBytes),
                SegmentSizeBits = BitOperations.Log2((ulong)options.SegmentBytes),
                LogChecksum = LogChecksumType.PerEntry,
                TryRecoverLatest = false,
                // Commit points in the log itself would be found again behind a page that failed to reach the disk.
                FastCommitMode = false,
            };
            log = new FasterLog(settings);
            log.Recover();
            return new JournalStore(device, commits, log);
        }
        catch (Exception e)
        {
            log?.Dispose();
            device?.Dispose();
            commits.Dispose();
            throw e as IOException ?? new IOException($"The journal in {options.Folder} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Puts one entry at the tail, waiting while the disk lags behind the memory.</summary>
    public void Enqueue(ReadOnlySpan<byte> entry)
    {
        var spin = new SpinWait();
        while (!Log.TryEnqueue(entry, out _))
        {
            ThrowIfFailed();
            spin.SpinOnce();
        }
    }

    /// <summary>Completes when everything enqueued so far, and the begin address, are durable.</summary>
    public async Task Commit()
    {
        var commit = Log.CommitAsync().AsTask();
        await (await Task.WhenAny(commit, commits.Failed).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Log.Dispose();
        device.Dispose();
        commits.Dispose();
    }

    private void ThrowIfFailed()
    {
        if (commits.Failed.IsFaulted) throw new IOException("A commit point could not be written.", commits.Failed.Exception);
    }
}
