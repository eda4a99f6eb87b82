using System.Globalization;
using System.Text;
using Ward.City.Software;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Devices;

/// <summary>
/// Hands on what agents tell of installed packages. It believes only senders that proved who they are, only of the asset that their feed is, and only what the agent says
/// itself, not what it found in a log: a list that anybody could write would hide weaknesses. Finds nothing itself. Not thread-safe but for <see cref="Counts"/>.
/// </summary>
/// <param name="agents">The feeds that are an agent's by configuration: a line of any other may look like an agent's.</param>
public sealed class SoftwareWatch(IInstalledSoftware book, IReadOnlySet<FeedId> agents) : IBaseline
{
    private const string Tag = "software";
    private const int Version = 1;
    private const int Longest = 512;

    /// <summary>The reader of what an agent says itself; what it took from a log of its host bears the name of that log's reader.</summary>
    public const string Agent = "ward-agent";

    private long observed;
    private long unplaced;

    /// <summary>Counted since this object was made: news of packages; those of no asset, of an unproven sender, of a feed that is no agent's, from a log or without a name as unreadable.</summary>
    public BaselineCounts Counts => BaselineCounts.None with { Observed = Volatile.Read(ref observed), Unreadable = Volatile.Read(ref unplaced) };

    public void Observe(Event e, ICollection<Finding> findings)
    {
        if (e.Class != EventClass.SoftwareInfo || !e.TryGet(Fields.SoftwareManager, out var named) || !e.TryGet(Fields.ActivityName, out var what)) return;
        if (!TryManager(named, out var manager)) return;
        if (e.Assurance < Assurance.Authenticated || e.Decoder != Agent || !agents.Contains(e.Feed) || e.Asset is not { } asset)
        {
            Volatile.Write(ref unplaced, unplaced + 1);
            return;
        }

        if (what.SequenceEqual("inventory"u8))
        {
            book.Told(new SoftwareNews.ListBegins(asset, manager, Text(e, "list"u8)));
            return;
        }

        if (what.SequenceEqual("inventory-end"u8))
        {
            // A list whose length cannot be read is never whole.
            book.Told(new SoftwareNews.ListEnds(asset, manager, Text(e, "list"u8), long.TryParse(Text(e, "packages"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var packages) ? packages : -1));
            return;
        }

        var (name, version) = (Text(e, Fields.SoftwareName), Text(e, Fields.SoftwareVersion));
        if (name.Length == 0 || version.Length == 0)
        {
            Volatile.Write(ref unplaced, unplaced + 1);
            return;
        }

        Volatile.Write(ref observed, observed + 1);
        var architecture = Text(e, Fields.SoftwareArchitecture);
        if (what.SequenceEqual("removed"u8))
        {
            book.Told(new SoftwareNews.Removed(asset, manager, name, architecture, PackageKey.Of(manager, name, architecture, version).Version));
            return;
        }

        var (source, sourceVersion, module) = (Text(e, "source"u8), Text(e, "source_version"u8), Text(e, "module"u8));
        book.Told(new SoftwareNews.Present(asset, new InstalledPackage(manager, name, architecture, version, source.Length > 0 ? source : name, sourceVersion.Length > 0 ? sourceVersion : version, OsRelease.Read(Text(e, "os"u8)))
        {
            IsRunning = Text(e, "running"u8) switch { "true" => true, "false" => false, _ => null },
            Module = module switch { "" => null, "-" => "", _ => module },
        })
        { IsListed = what.SequenceEqual("present"u8), Before = Text(e, "before"u8) });
    }

    /// <summary>Nothing is kept here: the book keeps it, before the snapshot lets the events go.</summary>
    /// <exception cref="IOException">The book cannot be kept.</exception>
    public void Save(Stream state)
    {
        book.Keep();
        StateFrame.Write(state, Tag, Version, _ => { });
    }

    public bool TryRestore(Stream state) => StateFrame.TryRead(state, Tag, Version, out var payload) && payload.Length == 0;

    private static bool TryManager(ReadOnlySpan<byte> name, out PackageManager manager)
    {
        manager = name.SequenceEqual("rpm"u8) ? PackageManager.Rpm : PackageManager.Dpkg;
        return manager == PackageManager.Rpm || name.SequenceEqual("dpkg"u8);
    }

    private static string Text(Event e, FieldId field) => e.TryGet(field, out var value) ? Bounded(value) : "";

    private static string Text(Event e, ReadOnlySpan<byte> unmapped) => e.TryGetUnmapped(unmapped, out var value) ? Bounded(value) : "";

    private static string Bounded(ReadOnlySpan<byte> value) => value.Length <= Longest ? Encoding.UTF8.GetString(value) : "";
}
