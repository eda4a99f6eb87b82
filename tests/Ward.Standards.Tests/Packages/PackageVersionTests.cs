using System.Diagnostics;
using CsCheck;
using Ward.Standards.Packages;

namespace Ward.Standards.Tests.Packages;

public sealed class PackageVersionTests
{
    private static readonly Gen<string> Versions = Gen.OneOf(
        Gen.String[Gen.Char["0019abzAZ.+~^-:_"], 0, 10],
        Gen.Select(Gen.Int[0, 2], Gen.String[Gen.Char["0129.~+a"], 1, 6], Gen.String[Gen.Char["0129.~+bdeu"], 1, 6], (e, u, r) => $"{e}:{u}-{r}"));

    [Theory]
    // Debian Policy 5.6.12: tilde before the end, letters before others, numbers by value, no revision as revision 0.
    [InlineData("1.0~~", "1.0~~a")]
    [InlineData("1.0~~a", "1.0~")]
    [InlineData("1.0~", "1.0")]
    [InlineData("1.0", "1.0a")]
    [InlineData("1.0a", "1.0+")]
    [InlineData("1.9", "1.10")]
    [InlineData("9:1", "10:0")]
    [InlineData("2.0", "1:1.0")]
    [InlineData("3.0.11-1~deb12u1", "3.0.11-1~deb12u2")]
    [InlineData("3.0.11-1~deb12u2", "3.0.11-1")]
    [InlineData("1.2.3-4", "1.2.3-4+b1")]
    [InlineData("2.4.57-2", "2.4.57-2+deb12u1")]
    [InlineData("99999999999999999999998", "99999999999999999999999")]
    public void ADebianVersionIsBeforeTheOther(string earlier, string later)
    {
        Assert.True(DpkgVersion.Compare(earlier, later) < 0);
        Assert.True(DpkgVersion.Compare(later, earlier) > 0);
    }

    [Theory]
    [InlineData("1.0", "1.0-0")]
    [InlineData("0:1.0", "1.0")]
    [InlineData("1.00", "1.0")]
    [InlineData("1.0-0", "1.0-00")]
    public void TheseDebianVersionsAreTheSame(string left, string right) => Assert.Equal(0, DpkgVersion.Compare(left, right));

    [Theory]
    [InlineData("1.0", "2.0")]
    [InlineData("2.0", "2.0.1")]
    [InlineData("2.0.1", "2.0.1a")]
    [InlineData("5.5p1", "5.5p2")]
    [InlineData("5.5p1", "5.5p10")]
    [InlineData("xyz.4", "8")]
    [InlineData("5.6p1", "6.5p1")]
    [InlineData("6.0", "6.0.rc1")]
    [InlineData("10a2", "10b2")]
    [InlineData("1.0a", "1.0aa")]
    [InlineData("1.0~rc1", "1.0")]
    [InlineData("1.0~rc1", "1.0~rc2")]
    [InlineData("1.0~rc1~git123", "1.0~rc1")]
    [InlineData("1.0", "1.0^")]
    [InlineData("1.0^git1", "1.0^git2")]
    [InlineData("1.0^git1", "1.01")]
    [InlineData("1.0^20160101", "1.0.1")]
    [InlineData("1.0~rc1", "1.0~rc1^git1")]
    [InlineData("1.0^git1~pre", "1.0^git1")]
    [InlineData("1:0.9", "2:0.1")]
    [InlineData("1.1.1k-9.el8_6", "1:1.1.1g-1.el8")]
    [InlineData("1:1.1.1k-8.el8_6", "1:1.1.1k-9.el8_6")]
    [InlineData("4.18.0-305.el8", "4.18.0-305.3.1.el8")]
    public void AnRpmVersionIsBeforeTheOther(string earlier, string later)
    {
        Assert.True(RpmVersion.Compare(earlier, later) < 0);
        Assert.True(RpmVersion.Compare(later, earlier) > 0);
    }

    [Theory]
    [InlineData("2_0", "2.0")]
    [InlineData("a", "a+")]
    [InlineData("1.0.", "1.0")]
    [InlineData("0:1.0-1", "1.0-1")]
    [InlineData("1.0", "1.0-7")] // no release asks for none
    [InlineData("1.001", "1.1")]
    public void TheseRpmVersionsAreTheSame(string left, string right) => Assert.Equal(0, RpmVersion.Compare(left, right));

    [Fact]
    public void TheOrdersAreOrders() => Gen.Select(Versions, Versions, Versions).Sample((a, b, c) =>
    {
        foreach (var compare in (Func<string, string, int>[])[DpkgVersion.Compare, (x, y) => RpmVersion.Segments(x, y)])
        {
            Assert.Equal(0, compare(a, a));
            Assert.Equal(Math.Sign(compare(a, b)), -Math.Sign(compare(b, a)));
            if (compare(a, b) <= 0 && compare(b, c) <= 0) Assert.True(compare(a, c) <= 0, $"{a} | {b} | {c}");
            if (compare(a, b) == 0) Assert.Equal(Math.Sign(compare(a, c)), Math.Sign(compare(b, c)));
        }
    }, iter: 20_000);

    [Fact]
    public void DpkgItselfOrdersThemTheSame()
    {
        if (!File.Exists("/usr/bin/dpkg")) Assert.Skip("dpkg is not on this machine");
        var good = Gen.Select(Gen.Int[0, 2], Gen.String[Gen.Char["0129.~+aZ"], 0, 6], Gen.String[Gen.Char["0129.~+bu"], 1, 5], Gen.Bool, (e, u, r, has) => has ? $"{e}:1{u}-{r}" : $"1{u}");
        var pairs = new List<(string, string)>();
        Gen.Select(good, good).Sample((a, b) =>
        {
            lock (pairs) if (pairs.Count < 150) pairs.Add((a, b));
        }, iter: 200);
        foreach (var (a, b) in pairs)
        {
            var order = DpkgVersion.Compare(a, b);
            using var dpkg = Process.Start("/usr/bin/dpkg", ["--compare-versions", a, order < 0 ? "lt" : order > 0 ? "gt" : "eq", b]);
            dpkg.WaitForExit();
            Assert.True(dpkg.ExitCode == 0, $"{a} {order} {b}");
        }
    }

    [Fact]
    public void RpmItselfOrdersThemTheSame()
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "rpm")).FirstOrDefault(File.Exists) is not { } rpm)
        {
            Assert.Skip("rpm is not in the path");
            return;
        }

        var good = Gen.Select(Gen.Int[0, 2], Gen.String[Gen.Char["0129.~+aZ^_"], 0, 6], Gen.String[Gen.Char["0129.~+^el"], 1, 5], (e, u, r) => $"{e}:1{u}-1{r}");
        var pairs = new List<(string, string)>();
        Gen.Select(good, good).Sample((a, b) =>
        {
            lock (pairs) if (pairs.Count < 1000) pairs.Add((a, b));
        }, iter: 1200);
        using var asked = Process.Start(new ProcessStartInfo(rpm, ["--eval", $"%{{lua: {string.Concat(pairs.Select(p => $"print(rpm.vercmp('{p.Item1}','{p.Item2}')..' ') "))}}}"]) { RedirectStandardOutput = true })!;
        var said = asked.StandardOutput.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        asked.WaitForExit();
        Assert.Equal(pairs.Count, said.Length);
        for (var i = 0; i < pairs.Count; i++) Assert.True(Math.Sign(RpmVersion.Compare(pairs[i].Item1, pairs[i].Item2)) == int.Parse(said[i], System.Globalization.CultureInfo.InvariantCulture), $"{pairs[i]}: rpm says {said[i]}");
    }

    [Fact]
    public void APackageUrlIsReadWithWhatItSays()
    {
        Assert.True(PackageUrl.TryRead("pkg:rpm/redhat/openssl-libs@1.1.1k-9.el8_6?arch=x86_64&epoch=1#x/y", out var url));
        Assert.Equal(("rpm", "redhat", "openssl-libs", "1.1.1k-9.el8_6", "1", "x86_64"), (url.Type, url.Namespace, url.Name, url.Version, url.Qualifiers["epoch"], url.Qualifiers["arch"]));
        Assert.True(PackageUrl.TryRead("pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1?distro=debian-12", out url));
        Assert.Equal(("libstdc++6", "12.2.0-14+deb12u1", "debian-12"), (url.Name, url.Version, url.Qualifiers["distro"]));
        Assert.True(PackageUrl.TryRead("pkg:npm/%40scope/thing", out url));
        Assert.Equal(("@scope", "thing", null), (url.Namespace, url.Name, url.Version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pkg:")]
    [InlineData("pkg:deb")]
    [InlineData("cpe:/a:b:c")]
    public void WhatIsNoPackageUrlIsRefused(string text) => Assert.False(PackageUrl.TryRead(text, out _));

    [Fact]
    public void NoTextIsTooMuchForAPackageUrl() => Gen.String[Gen.Char["pkg:/@?#%=&aé0 "], 0, 60].Sample(t =>
    {
        if (PackageUrl.TryRead("pkg:" + t, out var url)) Assert.False(url.Type.Length == 0 || url.Name.Length == 0);
    });
}
