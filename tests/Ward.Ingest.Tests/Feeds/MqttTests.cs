using System.Buffers;
using System.Net;
using System.Text;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds;

/// <summary>Against a real mosquitto on loopback.</summary>
public sealed class MqttTests : IAsyncDisposable
{
    private readonly RunningFeed feed = new();
    private readonly IPEndPoint at = RunningFeed.FreePort();

    /// <summary>What the broker says of subscriptions.</summary>
    private string Log => Path.Combine(feed.Folder, "broker.log");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"a\":\n1}", "{\"mqtt\":{\"topic\":\"t/1\",\"payload\":{\"a\": 1}}}")]
    [InlineData("21.5", "{\"mqtt\":{\"topic\":\"t/1\",\"payload\":21.5}}")]
    [InlineData("open \"now\"\n", "{\"mqtt\":{\"topic\":\"t/1\",\"payload\":\"open \\\"now\\\"\\n\"}}")]
    [InlineData("", "{\"mqtt\":{\"topic\":\"t/1\",\"payload\":\"\"}}")]
    public void AMessageIsALineWithItsTopic(string payload, string line) =>
        Assert.Equal(line, Encoding.UTF8.GetString(MqttLine.Of("t/1", new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)))));

    [Fact]
    public void BytesThatAreNoTextStandInBase64() =>
        Assert.Equal("{\"mqtt\":{\"topic\":\"t\",\"payload_base64\":\"/wA=\"}}", Encoding.UTF8.GetString(MqttLine.Of("t", new ReadOnlySequence<byte>([0xff, 0]))));

    [Fact]
    public async Task MessagesOfTheTopicsAreKept()
    {
        await Broker("allow_anonymous true");
        await Subscribe();
        await Publish("lights/7/state", "{\"on\":true}");
        await Publish("other", "not asked for");
        await Publish("lights/8/state", "text");
        await feed.Journal.Holds(2);
        Assert.Equal(["{\"mqtt\":{\"topic\":\"lights/7/state\",\"payload\":{\"on\":true}}}", "{\"mqtt\":{\"topic\":\"lights/8/state\",\"payload\":\"text\"}}"], feed.Journal.Lines);
        Assert.All(feed.Journal.Kept, a => Assert.Equal(Assurance.Session, a.Assurance));
    }

    [Fact]
    public async Task WhatIsPublishedWhileWardIsAwayComesWhenItIsBack()
    {
        await Broker("allow_anonymous true");
        await Subscribe();
        await Publish("lights/1", "before");
        await feed.Journal.Holds(1);
        await feed.Stop();
        await Publish("lights/1", "meanwhile");
        await Subscribe(wait: false);
        await feed.Journal.Holds(2);
        Assert.Contains("meanwhile", feed.Journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotDurableIsNotAcknowledgedAndComesAgain()
    {
        await Broker("allow_anonymous true");
        await Subscribe();
        feed.Journal.Full = true;
        await Publish("lights/1", "kept in the end");
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
        await feed.Stop();
        Assert.Empty(feed.Journal.Kept);
        feed.Journal.Full = false;
        await Subscribe(wait: false);
        await feed.Journal.Holds(1);
        Assert.Contains("kept in the end", feed.Journal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokerThatGoesAwayIsTroubleUntilItIsBack()
    {
        var first = await Broker("allow_anonymous true");
        await Subscribe();
        first.Kill();
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
        Assert.Contains(at.ToString(), feed.Status.Trouble, StringComparison.Ordinal);
        await Broker("allow_anonymous true");
        await RunningFeed.Until(() => feed.Status.Trouble is null, () => feed.Status.Trouble ?? "");
        await Publish("lights/1", "again");
        await feed.Journal.Holds(1);
    }

    [Fact]
    public async Task TlsAndPasswordAreSpoken()
    {
        using var authority = new TestAuthority(feed.Folder, "brokers");
        var (certificate, key) = authority.Sign("broker", server: true);
        var passwords = Path.Combine(feed.Folder, "passwords");
        await feed.Do(RunningFeed.Program("mosquitto_passwd"), "-b", "-c", passwords, "ward", "secret-1");
        await Broker($"certfile {certificate}\nkeyfile {key}\nallow_anonymous false\npassword_file {passwords}");
        var word = Path.Combine(feed.Folder, "word");
        await File.WriteAllTextAsync(word, "secret-1\n", Stop);
        await Subscribe(b => b with { Tls = true, Authority = authority.Pem, User = "ward", PasswordFile = word });
        await feed.Do(RunningFeed.Program("mosquitto_pub"), "-p", $"{at.Port}", "-h", "localhost", "--cafile", authority.Pem, "-u", "ward", "-P", "secret-1", "-q", "1", "-t", "lights/1", "-m", "secret");
        await feed.Journal.Holds(1);
        Assert.Contains("secret", feed.Journal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongPasswordIsShownAsTrouble()
    {
        var passwords = Path.Combine(feed.Folder, "passwords");
        await feed.Do(RunningFeed.Program("mosquitto_passwd"), "-b", "-c", passwords, "ward", "secret-1");
        await Broker($"allow_anonymous false\npassword_file {passwords}");
        var word = Path.Combine(feed.Folder, "word");
        await File.WriteAllTextAsync(word, "wrong\n", Stop);
        await Subscribe(b => b with { User = "ward", PasswordFile = word }, wait: false);
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
    }

    private async Task<System.Diagnostics.Process> Broker(string lines)
    {
        var mosquitto = RunningFeed.Program("mosquitto");
        var file = Path.Combine(feed.Folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"user root\nlog_dest file {Log}\nlog_type subscribe\nlistener {at.Port} 127.0.0.1\n{lines}\n", Stop);
        var process = feed.Begin(mosquitto, "-c", file);
        await RunningFeed.Listens(at);
        return process;
    }

    private async Task Subscribe(Func<FeedBroker, FeedBroker>? with = null, bool wait = true)
    {
        var before = File.Exists(Log) ? Subscriptions() : 0;
        var broker = new FeedBroker($"127.0.0.1:{at.Port}", ["lights/#"], "ward-test");
        feed.Start(new FeedOptions(new FeedId("m"), FeedKind.Mqtt, null, null, "auto", null, []) { Broker = with?.Invoke(broker) ?? broker });
        if (!wait) return;
        // What is published before the broker has taken the subscription is for nobody.
        await RunningFeed.Until(() => File.Exists(Log) && Subscriptions() > before, () => feed.Status.Trouble ?? "");
        await RunningFeed.Until(() => feed.Status.Trouble is null, () => feed.Status.Trouble ?? "");
    }

    private int Subscriptions()
    {
        using var log = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd().Split("lights/#").Length - 1;
    }

    private Task Publish(string topic, string message) =>
        feed.Do(RunningFeed.Program("mosquitto_pub"), "-h", "127.0.0.1", "-p", $"{at.Port}", "-q", "1", "-t", topic, "-m", message);

    public ValueTask DisposeAsync() => feed.DisposeAsync();
}
