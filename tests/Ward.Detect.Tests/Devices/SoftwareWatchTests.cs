using Ward.City;
using Ward.City.Software;
using Ward.Detect.Devices;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Devices;

public sealed class SoftwareWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly EventBuilder builder = new();
    private readonly Noted book = new();

    [Fact]
    public void WhatAnAgentTellsOfIsHandedOn()
    {
        var watch = new SoftwareWatch(book, new HashSet<FeedId> { new("gate") });
        See(watch, "inventory", null);
        See(watch, "present", "openssl");
        See(watch, "removed", "openssl");
        Assert.Collection(book.News,
            n => Assert.Equal(new SoftwareNews.ListBegins(new("web"), PackageManager.Dpkg), n),
            n => Assert.Equal(new InstalledPackage(PackageManager.Dpkg, "openssl", "amd64", "3.0", "openssl-src", "3.0", new("debian", "12", "bookworm")), Assert.IsType<SoftwareNews.Present>(n).Package),
            n => Assert.Equal(new SoftwareNews.Removed(new("web"), PackageManager.Dpkg, "openssl", "amd64"), n));
        Assert.Equal(2, watch.Counts.Observed);
    }

    [Fact]
    public void AListHasItsNumberAndAPackageOfItsOwnKindItsRunAndModule()
    {
        var watch = new SoftwareWatch(book, new HashSet<FeedId> { new("gate") });
        Tell("inventory", ("list", "7"), ("packages", "1"));
        Tell("present", ("running", "false"), ("module", "-"));
        Tell("changed", ("before", "2.9"), ("module", "kernel:rt"), ("running", "true"));
        Tell("removed");
        Tell("inventory-end", ("list", "7"), ("packages", "1"));
        Assert.Equal(new SoftwareNews.ListBegins(new("web"), PackageManager.Rpm, "7"), book.News[0]);
        var listed = Assert.IsType<SoftwareNews.Present>(book.News[1]);
        Assert.Equal((true, "", false, ""), (listed.IsListed, listed.Before, listed.Package.IsRunning, listed.Package.Module));
        var changed = Assert.IsType<SoftwareNews.Present>(book.News[2]);
        Assert.Equal((false, "2.9", true, "kernel:rt"), (changed.IsListed, changed.Before, changed.Package.IsRunning, changed.Package.Module));
        Assert.Equal(new SoftwareNews.Removed(new("web"), PackageManager.Rpm, "kernel", "x86_64", "3.0"), book.News[3]);
        Assert.Equal(new SoftwareNews.ListEnds(new("web"), PackageManager.Rpm, "7", 1), book.News[4]);

        void Tell(string what, params (string Name, string Value)[] more)
        {
            builder.Begin(new Arrival(new CityId("town"), new FeedId("gate"), 1, Start, Assurance.Authenticated, null, null, ReadOnlyMemory<byte>.Empty, false)).Of(new AssetId("web"))
                .Is(EventClass.SoftwareInfo, 2, 1, LogSource.None).Set(Fields.SoftwareManager, "rpm").Set(Fields.ActivityName, what).ReadBy("ward-agent");
            if (!what.StartsWith("inventory", StringComparison.Ordinal)) builder.Set(Fields.SoftwareName, "kernel").Set(Fields.SoftwareVersion, "3.0").Set(Fields.SoftwareArchitecture, "x86_64");
            foreach (var (name, value) in more) builder.SetUnmapped(System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(value));
            watch.Observe(builder.Event, []);
        }
    }

    [Theory]
    [InlineData(Assurance.Session, "web")]
    [InlineData(Assurance.None, "web")]
    [InlineData(Assurance.Authenticated, null)]
    [InlineData(Assurance.Authenticated, "web", "json")]
    [InlineData(Assurance.Authenticated, "web", "ward-agent", "notes")]
    public void AnUnprovenSenderALogAnotherFeedOrOneOfNoAssetHidesAndInventsNothing(Assurance assurance, string? asset, string decoder = "ward-agent", string feed = "gate")
    {
        var watch = new SoftwareWatch(book, new HashSet<FeedId> { new("gate") });
        See(watch, "present", "openssl", assurance, asset, decoder, feed);
        See(watch, "inventory", null, assurance, asset, decoder, feed);
        Assert.Empty(book.News);
        Assert.Equal(2, watch.Counts.Unreadable);
    }

    [Fact]
    public void TheBookIsKeptBeforeTheSnapshotAndItsFailureIsTheSnapshots()
    {
        var watch = new SoftwareWatch(book, new HashSet<FeedId> { new("gate") });
        using var state = new MemoryStream();
        watch.Save(state);
        Assert.Equal(1, book.Kept);
        state.Position = 0;
        Assert.True(watch.TryRestore(state));
        book.Refuses = true;
        Assert.Throws<IOException>(() => watch.Save(new MemoryStream()));
    }

    private void See(SoftwareWatch watch, string what, string? name, Assurance assurance = Assurance.Authenticated, string? asset = "web", string decoder = "ward-agent", string feed = "gate")
    {
        builder.Begin(new Arrival(new CityId("town"), new FeedId(feed), 1, Start, assurance, null, null, ReadOnlyMemory<byte>.Empty, false)).Of(asset is null ? null : new AssetId(asset))
            .Is(EventClass.SoftwareInfo, 2, 1, LogSource.None).Set(Fields.SoftwareManager, "dpkg").Set(Fields.ActivityName, what).ReadBy(decoder);
        if (name is not null)
            builder.Set(Fields.SoftwareName, name).Set(Fields.SoftwareVersion, "3.0").Set(Fields.SoftwareArchitecture, "amd64").SetUnmapped("source"u8, "openssl-src"u8).SetUnmapped("os"u8, "debian 12 bookworm"u8);
        watch.Observe(builder.Event, []);
    }

    private sealed class Noted : IInstalledSoftware
    {
        public List<SoftwareNews> News { get; } = [];

        public int Kept { get; private set; }

        public bool Refuses { get; set; }

        public void Told(SoftwareNews news) => News.Add(news);

        public void Keep()
        {
            if (Refuses) throw new IOException("no space");
            Kept++;
        }
    }
}
