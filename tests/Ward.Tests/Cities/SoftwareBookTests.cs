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
    public void AListThatBeginsAnewForgetsTheOldOne()
    {
        var book = SoftwareBook.Open(folder.Path);
        book.Told(Present("bash", "5"));
        book.Told(new SoftwareNews.ListBegins(Web, PackageManager.Dpkg));
        book.Told(Present("openssl", "1"));
        Assert.Equal(["openssl 1"], book.Of(Web).Select(p => p.ToString()));
        Assert.Empty(book.Now.Named("bash"));
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

    public void Dispose() => folder.Dispose();

    private static SoftwareNews.Present Present(string name, string version) =>
        new(Web, new InstalledPackage(PackageManager.Dpkg, name, "amd64", version, name, version, new("debian", "12", "bookworm")));
}
