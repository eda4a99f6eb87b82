using System.Globalization;
using System.Numerics;
using FASTER.core;

namespace Ward.Storage.Embedded;

/// <summary>One opening of the log on disk. After a failed commit it is closed and opened anew at the last commit point.</summary>
internal sealed class JournalStore : IDisposable
{
    private readonly ManagedLocalStorageDevice device;
    private readonly JournalCommits commits;
    private readonly string path;
    private readonly int segmentBits;
    private long openable = -1;

    private JournalStore(ManagedLocalStorageDevice device, JournalCommits commits, FasterLog log, JournalOptions options)
    {
        this.device = device;
        this.commits = commits;
        Log = log;
        (path, segmentBits) = (PathOf(options), BitOperations.Log2((ulong)options.SegmentBytes));
    }

    public FasterLog Log { get; }

    /// <exception cref="IOException">It cannot be opened, for whatever reason; the message says which.</exception>
    public static JournalStore Open(JournalOptions options)
    {
        JournalCommits? commits = null;
        ManagedLocalStorageDevice? device = null;
        FasterLog? log = null;
        try
        {
            Directory.CreateDirectory(options.Folder);
            commits = new JournalCommits(options.Folder, Directory.EnumerateFiles(options.Folder, "journal.log.*").Any());
            // The device opens its files for synchronous writing, so a completed write is on disk.
            device = new ManagedLocalStorageDevice(PathOf(options), recoverDevice: true);
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
            return new JournalStore(device, commits, log, options);
        }
        catch (Exception e)
        {
            log?.Dispose();
            device?.Dispose();
            commits?.Dispose();
            throw e as IOException ?? new IOException($"The journal in {options.Folder} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Puts one entry at the tail, waiting while the disk lags behind the memory.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    /// <exception cref="UnauthorizedAccessException">The next segment may not be written.</exception>
    public void Enqueue(ReadOnlySpan<byte> entry)
    {
        OpenAhead();
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

    /// <summary>
    /// A segment's file that the library cannot open it waits for without end, so each is opened here before anything is put where it may be written to:
    /// an entry may begin a page, and is never longer than one. That finds missing rights and folders, not descriptors that run out later.
    /// </summary>
    private void OpenAhead()
    {
        for (var last = (Log.TailAddress + (2 * JournalOptions.PageBytes)) >> segmentBits; openable < last;)
        {
            var next = openable < 0 ? Log.TailAddress >> segmentBits : openable + 1;
            File.OpenHandle($"{path}.{next.ToString(CultureInfo.InvariantCulture)}", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            openable = next;
        }
    }

    private static string PathOf(JournalOptions options) => Path.Combine(options.Folder, "journal.log");

    private void ThrowIfFailed()
    {
        if (commits.Failed.IsFaulted) throw new IOException("A commit point could not be written.", commits.Failed.Exception);
    }
}
