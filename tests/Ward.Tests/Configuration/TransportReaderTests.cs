using Ward.Configuration;
using Ward.Ingest.Feeds;

namespace Ward.Tests.Configuration;

public sealed class TransportReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryTransportArrivesAsWritten()
    {
        var feeds = Read("""
            - {id: tls, kind: syslog-tls, listen: 127.0.0.1:6514, certificate: ward.crt, key: ward.key, clients: senders.pem, rate: 500/s}
            - {id: drop, kind: folder, path: inbox, pattern: "*.log.gz"}
            - {id: lights, kind: mqtt, server: "mqtts://broker", topics: [lights/#], user: ward, passwordFile: word, authority: ca.pem}
            - {id: bus, kind: kafka, servers: [a:9092, b:9092], topics: logs, group: g, tls: true}
            - {id: flows, kind: netflow, listen: 127.0.0.1:2055}
            - {id: post, kind: http, rate: 1/s}
            - {id: gate, kind: agent, agent: "192.0.2.7:8443"}
            - {id: yard, kind: agent, agent: fw, decoder: auto}
            - {id: bus-2, kind: kafka, servers: [a:9093], topics: [logs], tls: true, certificate: ward.crt, key: ward.key, user: ward, passwordFile: word, signIn: plain, envelope: true}
            """) is ConfigurationReading.Read read ? read.Configuration.Feeds : throw new InvalidOperationException();

        Assert.Equal((500, new FeedTls(In("ward.crt"), In("ward.key"), In("senders.pem"))), (feeds[0].Rate, feeds[0].Tls));
        Assert.Equal((In("inbox"), "*.log.gz"), (feeds[1].Path, feeds[1].Pattern));
        Assert.Equal(("broker:8883", true, "ward-lights", "ward", In("word"), In("ca.pem")),
            (feeds[2].Broker!.Servers, feeds[2].Broker!.Tls, feeds[2].Broker!.Group, feeds[2].Broker!.User, feeds[2].Broker!.PasswordFile, feeds[2].Broker!.Authority));
        Assert.Equal(("a:9092,b:9092", "g", true), (feeds[3].Broker!.Servers, feeds[3].Broker!.Group, feeds[3].Broker!.Tls));
        Assert.Equal(["logs"], feeds[3].Broker!.Topics);
        Assert.Equal((SignIn.ScramSha512, null, null, false), (feeds[3].Broker!.SignIn, feeds[3].Broker!.Certificate, feeds[3].Broker!.Key, feeds[3].Broker!.Envelope));
        Assert.Equal((SignIn.Plain, In("ward.crt"), In("ward.key"), true), (feeds[8].Broker!.SignIn, feeds[8].Broker!.Certificate, feeds[8].Broker!.Key, feeds[8].Broker!.Envelope));
        Assert.Equal("netflow", feeds[4].Decoder);
        Assert.Equal(1, feeds[5].Rate);
        Assert.Equal((FeedKind.Agent, "192.0.2.7:8443", "ward-agent"), (feeds[6].Kind, feeds[6].Agent, feeds[6].Decoder));
        Assert.Equal(("fw", "auto"), (feeds[7].Agent, feeds[7].Decoder));
    }

    [Theory]
    [InlineData("{id: a, kind: syslog-tls, listen: 127.0.0.1:6514}", "certificate")]
    [InlineData("{id: a, kind: http, rate: fast}", "rate such as 500/s")]
    [InlineData("{id: a, kind: http, rate: 0/s}", "rate such as 500/s")]
    [InlineData("{id: a, kind: http, certificate: x}", "certificate")]
    [InlineData("{id: a, kind: folder, path: x, pattern: ../x}", "pattern")]
    [InlineData("{id: a, kind: mqtt, server: \"http://x\", topics: [t]}", "mqtts://broker:8883")]
    [InlineData("{id: a, kind: mqtt, server: \"mqtt://x\"}", "topics")]
    [InlineData("{id: a, kind: mqtt, server: \"mqtt://x\", topics: [t], authority: x}", "authority")]
    [InlineData("{id: a, kind: mqtt, server: \"mqtt://x\", topics: [t], user: u}", "passwordFile")]
    [InlineData("{id: a, kind: kafka, topics: [t]}", "servers")]
    [InlineData("{id: a, kind: kafka, servers: [x], topics: [t]}", "host:port")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], user: u, passwordFile: p, signIn: kerberos}", "signIn: expected one of scram-sha-512, scram-sha-256, plain, found \"kerberos\"")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], user: u, passwordFile: p, signIn: plain}", "since plain tells the password to whoever listens")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], signIn: scram-sha-256}", "no signIn without a user")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], certificate: c}", "no certificate, since TLS is not spoken")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], tls: true, key: k}", "certificate and key together")]
    [InlineData("{id: a, kind: kafka, servers: [x:1], topics: [t], envelope: true, decoder: sshd}", "only the decoders auto and shipper open one")]
    [InlineData("{id: a, kind: mqtt, server: \"mqtts://x\", topics: [t], certificate: c}", "certificate")]
    [InlineData("{id: a, kind: netflow}", "listen")]
    [InlineData("{id: a, kind: agent}", "the enrolled agent: its id, its address, or an element that it serves")]
    [InlineData("{id: a, kind: agent, agent: [x]}", "the enrolled agent")]
    [InlineData("{id: a, kind: agent, agent: x, path: y}", "no path, since only a file feed has one")]
    [InlineData("{id: a, kind: agent, agent: x, listen: 127.0.0.1:1}", "no listen, since only a syslog feed has one")]
    [InlineData("{id: a, kind: http, agent: x}", "agent")]
    [InlineData("{id: a, kind: agent, agent: x, asset: nowhere}", "the id of an asset of the city")]
    public void WhatIsWrongIsSaidByItsField(string feed, string words)
    {
        var refused = Assert.IsType<ConfigurationReading.Refused>(Read("- " + feed));
        Assert.Contains(refused.Problems, p => p.ToString().Contains(words, StringComparison.Ordinal));
    }

    private string In(string name) => Path.Combine(folder.Path, name);

    private ConfigurationReading Read(string feeds)
    {
        File.WriteAllText(In("city.yaml"), File.ReadAllText(Path.Combine(Repository.Root, "samples/city/city.yaml")));
        File.WriteAllText(In("ward.yaml"), $"city: city.yaml\nfeeds:\n{string.Join('\n', feeds.Split('\n').Select(l => "  " + l))}\n");
        return ConfigurationFile.Load(In("ward.yaml"));
    }
}
