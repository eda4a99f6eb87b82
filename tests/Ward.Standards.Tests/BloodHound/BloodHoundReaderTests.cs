using System.IO.Compression;
using System.Text;
using Ward.Standards.BloodHound;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.BloodHound;

public sealed class BloodHoundReaderTests
{
    private const string D = "S-1-5-21-1-2-3";
    private const string Users = $$$$"""{"data":[{"ObjectIdentifier":"{{{{D}}}}-1104","Properties":{"name":"ANN@CITY.EXAMPLE","samaccountname":"ann","enabled":true,"admincount":true},"PrimaryGroupSID":"{{{{D}}}}-513","Aces":[{"PrincipalSID":"{{{{D}}}}-1105","PrincipalType":"User","RightName":"ForceChangePassword","IsInherited":false},{"PrincipalSID":"{{{{D}}}}-512","PrincipalType":"Group","RightName":"GenericAll","IsInherited":true}]},{"ObjectIdentifier":"{{{{D}}}}-1105","Properties":{"name":"BOB@CITY.EXAMPLE","samaccountname":"bob","enabled":false}}],"meta":{"methods":0,"type":"users","count":2,"version":6}}""";
    private const string Groups = $$$$"""{"data":[{"ObjectIdentifier":"{{{{D}}}}-512","Properties":{"name":"DOMAIN ADMINS@CITY.EXAMPLE","highvalue":true},"Members":[{"ObjectIdentifier":"{{{{D}}}}-1104","ObjectType":"User"}]}],"meta":{"type":"groups","count":1,"version":6}}""";
    private const string Computers = $$$$"""{"data":[{"ObjectIdentifier":"{{{{D}}}}-1001","Properties":{"name":"WS1.CITY.EXAMPLE","samaccountname":"WS1$","operatingsystem":"Windows 11 Enterprise","enabled":true},"Sessions":{"Results":[{"UserSID":"{{{{D}}}}-1104","ComputerSID":"{{{{D}}}}-1001"}],"Collected":true},"LocalGroups":[{"ObjectIdentifier":"{{{{D}}}}-1001-544","Name":"ADMINISTRATORS@WS1","Results":[{"ObjectIdentifier":"{{{{D}}}}-512","ObjectType":"Group"}],"Collected":true},{"ObjectIdentifier":"{{{{D}}}}-1001-555","Results":[],"Collected":false},{"ObjectIdentifier":"{{{{D}}}}-1001-580","Results":[{"ObjectIdentifier":"{{{{D}}}}-1104","ObjectType":"User"}]}]}],"meta":{"type":"computers","count":1,"version":6}}""";
    private const string Older = $$$$"""{"data":[{"ObjectIdentifier":"{{{{D}}}}-1002","Properties":{"name":"WS2.CITY.EXAMPLE"},"LocalAdmins":{"Results":[{"ObjectIdentifier":"{{{{D}}}}-1104"}],"Collected":true},"RemoteDesktopUsers":{"Results":[{"ObjectIdentifier":"{{{{D}}}}-1105"}]},"Sessions":{"Results":[],"Collected":false}}],"meta":{"type":"computers","count":1,"version":4}}""";
    private const string Policies = $$$$"""{"data":[{"ObjectIdentifier":"{{{{D}}}}","Properties":{"name":"CITY.EXAMPLE"},"GPOChanges":{"LocalAdmins":[],"RemoteDesktopUsers":[{"ObjectIdentifier":"{{{{D}}}}-1104"}],"AffectedComputers":[{"ObjectIdentifier":"{{{{D}}}}-1001"}]}}],"meta":{"type":"domains","count":1,"version":5}}""";

    [Fact]
    public void TheZipOfACollectorIsReadAsOne()
    {
        var (collection, problems) = Read(Zip(("20260301_users.json", Users), ("20260301_groups.json", Groups), ("20260301_computers.json", Computers), ("domains.json", Policies), ("gpos.json", """{"data":[{"ObjectIdentifier":"X"}],"meta":{"type":"gpos","version":6}}""")));
        Assert.Empty(problems.Sorted());
        Assert.Equal([5, 6], collection!.Versions);
        Assert.Equal(5, collection.Objects.Count);
        var ann = collection.Objects[$"{D}-1104"];
        Assert.Equal((DirectoryKind.User, "ann", true, true, $"{D}-513"), (ann.Kind, ann.Account, ann.IsEnabled, ann.IsHighValue, ann.PrimaryGroup));
        Assert.False(collection.Objects[$"{D}-1105"].IsEnabled);
        var computer = collection.Objects[$"{D}-1001"];
        Assert.Equal([new($"{D}-512", DirectoryRight.Administrator), new($"{D}-1104", DirectoryRight.RemoteShell), new ComputerAccess($"{D}-1104", DirectoryRight.RemoteDesktop)], computer.Access);
        Assert.Equal([$"{D}-1104"], computer.Sessions);
        Assert.Equal(1, collection.Failed);
        Assert.Equal(new DirectoryEdge($"{D}-1105", "ForceChangePassword", $"{D}-1104"), Assert.Single(collection.Edges));
    }

    [Fact]
    public void AnOlderFileAloneIsReadToo()
    {
        var (collection, _) = Read(Encoding.UTF8.GetBytes(Older));
        Assert.Equal([DirectoryRight.Administrator, DirectoryRight.RemoteDesktop], collection!.Objects[$"{D}-1002"].Access.Select(a => a.Right));
        Assert.Equal(1, collection.Failed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"data\":[],\"meta\":{\"type\":\"users\",\"version\":3}}")]
    [InlineData("{\"data\":[]}")]
    [InlineData("[]")]
    [InlineData("PK\u0003\u0004")]
    public void WhatIsNoCollectionIsRefused(string text)
    {
        var (collection, problems) = Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(collection);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void AZipWithoutSuchFilesIsRefused() => Assert.Null(Read(Zip(("a.txt", "x"))).Collection);

    [Fact]
    public void AnObjectWithoutAnIdentifierIsNamedAndTheOthersAreRead()
    {
        var (collection, problems) = Read(Encoding.UTF8.GetBytes(Users.Replace($"\"ObjectIdentifier\":\"{D}-1105\",", "", StringComparison.Ordinal)));
        Assert.Single(collection!.Objects);
        Assert.Equal("$.data[1].ObjectIdentifier", Assert.Single(problems.Sorted()).Field);
    }

    [Fact]
    public void AnyBytesAreReadOrRefused()
    {
        foreach (var text in new[] { Users, Computers, Policies })
            Hostile.Sample(text, bytes =>
            {
                var (collection, problems) = Read(bytes);
                Assert.True(collection is not null || problems.Count > 0);
            });
    }

    private static (DirectoryCollection? Collection, ProblemList Problems) Read(byte[] bytes)
    {
        var problems = new ProblemList("in");
        using var stream = new MemoryStream(bytes);
        return (BloodHoundReader.Read(stream, problems), problems);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

        return zip.ToArray();
    }
}
