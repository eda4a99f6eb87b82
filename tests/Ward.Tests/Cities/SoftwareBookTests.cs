using Ward.Cities;
using Ward.City;
using Ward.City.Software;
using Ward.Tests.Configuration;

namespace Ward.Tests.Cities;

public sealed class SoftwareBookTests : IDisposable
{
    private static readonly AssetId Web = new("web");
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void WhatWasKeptIsThereAgainAndWhatWasRemovedIsNot()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("openssl", "1"));
        book.Told(Present("bash", "5"));
        book.Keep();
        book.Told(new SoftwareNews.Removed(Web, PackageManager.Dpkg, "bash", "amd64"));
        book.Told(Present("openssl", "2"));
        book.Keep();
        var again = SoftwareBook.Open(folder.Path);
        Assert.Equal(["openssl 2"], again.Of(Web).Select(p => p.ToString()));
        Assert.Equal("debian 12 bookworm", again.Of(Web)[0].Os.ToString());
        Assert.Empty(again.Problems);
    }

    [Fact]
    public void AListTakesThePlaceOfTheOldOneAtItsEndAndNotBefore()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        Tell(book, "1", "openssl");
        Assert.Equal(["bash 5"], book.Of(Web).Select(p => p.ToString()));
        Assert.Contains("has not come (1 were told)", Assert.Single(book.Unfinished), StringComparison.Ordinal);
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", 1));
        Assert.Equal(["openssl 1"], book.Of(Web).Select(p => p.ToString()));
        Assert.Empty(book.Now.Named("bash"));
        Assert.Empty(book.Unfinished);
    }

    [Fact]
    public void AListThatIsBrokenOffOrHasHolesLeavesWhatStoodAndIsCounted()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        // The connection is lost in the middle, and the list is told anew, of which a line is lost.
        Tell(book, "1", "openssl");
        Tell(book, "2", "openssl");
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "2", 2));
        Assert.Equal(["bash 5"], book.Of(Web).Select(p => p.ToString()));
        Assert.Equal(2, book.Broken);
        Assert.Contains("with holes (1 of 2)", Assert.Single(book.Unfinished), StringComparison.Ordinal);
        // An end of another list ends nothing.
        Tell(book, "3", "openssl");
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "9", 1));
        Assert.Equal(["bash 5"], book.Of(Web).Select(p => p.ToString()));
        Tell(book, "4", "openssl");
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "4", 1));
        Assert.Equal(["openssl 1"], book.Of(Web).Select(p => p.ToString()));
        Assert.Empty(book.Unfinished);
    }

    [Fact]
    public void AListGoesOnAfterARestartInItsMiddle()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        Tell(book, "1", "openssl");
        book.Keep();
        var again = SoftwareBook.Open(folder.Path);
        Assert.Equal(["bash 5"], again.Of(Web).Select(p => p.ToString()));
        again.Told(Present("zlib", "1") with { IsListed = true });
        again.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", 2));
        Assert.Equal(["openssl 1", "zlib 1"], again.Of(Web).Select(p => p.ToString()));
        again.Keep();
        // After a kill the end is told a second time, which breaks nothing.
        var third = SoftwareBook.Open(folder.Path);
        third.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", 2));
        Assert.Equal((2, 0), (third.Of(Web).Count, third.Broken));
    }

    [Fact]
    public void TheSameListOnceMoreIsNoChange()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("openssl", "1"));
        var before = book.Version;
        Tell(book, "1", "openssl");
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", 1));
        Assert.Equal(before, book.Version);
    }

    [Fact]
    public void OfAnRpmSeveralVersionsStandBesideEachOtherAndAnUpgradeTakesThePlaceOfOne()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Rpm("5.14-1"));
        book.Told(Rpm("5.14-2"));
        Assert.Equal(["kernel-core 5.14-1", "kernel-core 5.14-2"], book.Of(Web).Select(p => p.ToString()));
        book.Told(Rpm("5.14-3") with { Before = "5.14-1" });
        Assert.Equal(["kernel-core 5.14-2", "kernel-core 5.14-3"], book.Of(Web).Select(p => p.ToString()));
        book.Told(new SoftwareNews.Removed(Web, PackageManager.Rpm, "kernel-core", "x86_64", "5.14-2"));
        book.Keep();
        var kept = Assert.Single(SoftwareBook.Open(folder.Path).Of(Web));
        Assert.Equal(("5.14-3", true, "kernel:x"), (kept.Version, kept.IsRunning, kept.Module));

        static SoftwareNews.Present Rpm(string version) =>
            new(Web, new InstalledPackage(PackageManager.Rpm, "kernel-core", "x86_64", version, "kernel", version, new("rhel", "9.3", "plow")) { IsRunning = version == "5.14-3", Module = "kernel:x" });
    }

    [Fact]
    public async Task WhoTellsOfPackagesDoesNotWaitForTheIndex()
    {
        SoftwareBook? book = null;
        var (asked, went) = (0, true);
        book = SoftwareBook.Open(folder.Path, standing =>
        {
            // Told while the index is made: were it made under the book's lock, neither would end.
            if (asked++ == 0)
            {
                var other = new Thread(() => book!.Told(Present("zlib", "1")));
                other.Start();
                went = other.Join(TimeSpan.FromSeconds(30));
            }

            return new InstalledPackages(standing);
        });
        book.Told(Present("bash", "5"));
        var first = await Task.Run(() => book.Now, TestContext.Current.CancellationToken);
        Assert.True(went);
        Assert.Single(first.Named("bash"));
        Assert.Empty(first.Named("zlib"));
        Assert.Single(book.Now.Named("zlib"));
        Assert.Same(book.Now, book.Now);
    }

    [Fact]
    public void ToldTwiceItIsNoChange()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        var before = book.Version;
        book.Told(Present("bash", "5"));
        Assert.Equal(before, book.Version);
    }

    [Fact]
    public void WhatCannotBeKeptIsKeptWhenItCan()
    {
        var path = Path.Combine(folder.Path, "software");
        var book = SoftwareBook.Open(path);
        book.Told(Present("bash", "5"));
        File.WriteAllText(path, "in the way");
        Assert.ThrowsAny<IOException>(book.Keep);
        File.Delete(path);
        book.Keep();
        Assert.Single(SoftwareBook.Open(path).Of(Web));
    }

    [Fact]
    public void ATornFileIsNamedAndTheOthersAreRead()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        book.Keep();
        folder.Write("torn.json", "{\"asset\":\"web\",\"packages\":[{");
        var again = SoftwareBook.Open(folder.Path);
        Assert.Single(again.Of(Web));
        Assert.Contains("torn.json", Assert.Single(again.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void APackageBeyondWhatAnAssetMayHaveIsCounted()
    {
        var book = SoftwareBook.Open(folder.Path);
        for (var i = 0; i <= SoftwareBook.MostOfAsset; i++) book.Told(Present($"p{i}", "1"));
        Assert.Equal((SoftwareBook.MostOfAsset, 1), (book.Of(Web).Count, book.Left));
    }

    [Fact]
    public void AListForWhichThereIsNoRoomLeavesWhatStood()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        Tell(book, "1", [.. Enumerable.Range(0, SoftwareBook.MostOfAsset + 1).Select(i => $"p{i}")]);
        book.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", SoftwareBook.MostOfAsset + 1));
        Assert.Equal(["bash 5"], book.Of(Web).Select(p => p.ToString()));
        Assert.Equal((1, 1), (book.Broken, book.Left));
        Assert.Contains("no room for its list of installed packages (20000 of 20001", Assert.Single(book.Unfinished), StringComparison.Ordinal);
    }

    [Fact]
    public void OfAnAgentThatTellsNoEndNothingIsGatheredAndItIsSaidUntilItIsRenewed()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        Tell(book, "", "openssl");
        book.Keep();
        var again = SoftwareBook.Open(folder.Path);
        Assert.Equal((1, 0, 0), (book.Endless, book.Broken, again.Endless));
        Assert.All([book, again], b => Assert.Contains("earlier build", Assert.Single(b.Unfinished), StringComparison.Ordinal));
        Assert.Equal(["bash 5"], again.Of(Web).Select(p => p.ToString()));
        Assert.DoesNotContain("openssl", File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Path))), StringComparison.Ordinal);
        Tell(again, "1", "openssl");
        again.Told(new SoftwareNews.ListEnds(Web, PackageManager.Dpkg, "1", 1));
        Assert.Equal(["openssl 1"], again.Of(Web).Select(p => p.ToString()));
        Assert.Empty(again.Unfinished);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"manager\":\"dpkg\",\"packages\":[]}")] // as it was kept of an agent that told no end
    [InlineData("{\"manager\":\"dpkg\",\"number\":\"\"}")]
    public void AListThatIsNoneIsPassedOver(string list)
    {
        folder.Write("web.json", $"{{\"asset\":\"web\",\"packages\":[null],\"lists\":[{list},{{\"manager\":\"rpm\",\"number\":\"1\",\"packages\":[null]}}]}}");
        var book = SoftwareBook.Open(folder.Path);
        Assert.Empty(book.Problems);
        Assert.Contains("has not come (0 were told)", Assert.Single(book.Unfinished), StringComparison.Ordinal);
        Assert.Equal(0, book.Endless);
    }

    public void Dispose() => folder.Dispose();

    private static void Tell(SoftwareBook book, string list, params string[] names)
    {
        book.Told(new SoftwareNews.ListBegins(Web, PackageManager.Dpkg, list));
        foreach (var name in names) book.Told(Present(name, "1") with { IsListed = true });
    }

    private static SoftwareNews.Present Present(string name, string version) =>
        new(Web, new InstalledPackage(PackageManager.Dpkg, name, "amd64", version, name, version, new("debian", "12", "bookworm")));
}
