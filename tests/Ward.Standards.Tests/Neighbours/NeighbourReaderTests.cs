using System.Text;
using Ward.Standards.Neighbours;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Neighbours;

public sealed class NeighbourReaderTests
{
    private const string Ip = "10.20.0.1 dev eth0 lladdr 00:0e:8c:00:00:01 router REACHABLE\n10.20.0.9 dev eth0 FAILED\nfe80::1 dev eth0 lladdr 00:0e:8c:00:00:01 STALE\n";
    private const string Arp = "? (10.20.0.1) at 00:0e:8c:00:00:01 [ether] on eth0\n? (10.20.0.9) at <incomplete> on eth0\nplc (10.20.0.8) at 0:e:8c:0:0:8 on en0 ifscope [ethernet]\n";
    private const string Proc = "IP address       HW type     Flags       HW address            Mask     Device\n10.20.0.1        0x1         0x2         00:0e:8c:00:00:01     *        eth0\n10.20.0.9        0x1         0x0         00:00:00:00:00:00     *        eth0\n";
    private const string Json = """[{"dst":"10.20.0.1","dev":"eth0","lladdr":"00:0e:8c:00:00:01","state":["REACHABLE"]},{},{"dst":"10.20.0.9","dev":"eth0","state":["FAILED"]}]""";

    [Theory]
    [InlineData(Ip, 3)]
    [InlineData(Arp, 3)]
    [InlineData(Proc, 2)]
    [InlineData(Json, 2)]
    public void EachFormTellsWhoAnswered(string text, int count)
    {
        var (neighbours, problems) = Read(text);
        Assert.Empty(problems.Sorted());
        Assert.Equal(count, neighbours!.Count);
        Assert.Equal(("10.20.0.1", "00:0e:8c:00:00:01", "eth0"), (neighbours[0].Address!.ToString(), neighbours[0].Mac, neighbours[0].Device));
        Assert.Null(neighbours[1].Mac);
    }

    [Fact]
    public void LeadingNoughtsThatBsdLeavesOutArePutBack() => Assert.Equal("00:0e:8c:00:00:08", Read(Arp).Neighbours![2].Mac);

    [Fact]
    public void AListOverSeveralLinesIsReadToo() => Assert.Equal(2, Read(Json.Replace(",", ",\n", StringComparison.Ordinal)).Neighbours!.Count);

    [Theory]
    [InlineData("Hello\n", 1)]
    [InlineData("10.20.0.1 dev eth0 lladdr 00:0e:8c:00:00:01 REACHABLE\n10.20.0.300 dev eth0 FAILED\n", 2)]
    [InlineData("[{\"dst\":\"x\"}]", 0)]
    [InlineData("[{\"dev\":\"x\"}]", 0)]
    [InlineData("[7]", 0)]
    [InlineData("[", 1)]
    [InlineData("", 0)]
    public void WhatIsWrongIsNamed(string text, int line) => Assert.Equal(line, Assert.Single(Read(text).Problems.Sorted()).Line);

    [Fact]
    public void AnyBytesAreReadOrRefused()
    {
        foreach (var text in new[] { Ip, Arp, Proc, Json })
            Hostile.Sample(text, bytes =>
            {
                var problems = new ProblemList("arp");
                Assert.True(NeighbourReader.Read(bytes, problems) is { Count: > 0 } || problems.Count > 0);
            });
    }

    private static (IReadOnlyList<Neighbour>? Neighbours, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("arp");
        return (NeighbourReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
