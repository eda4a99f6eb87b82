using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Topics of an MQTT 5 broker, at QoS 1 in a session that outlives the connection. A message is acknowledged once it is durable, so what was not is
/// brought again by the broker; a break between the two brings it twice. The broker keeps at most so many unacknowledged on the way as the queue
/// holds, and none longer than twice a line. What publishers sent at QoS 0 cannot be asked for again: it is dropped and counted where the queue or the rate is exceeded.
/// </summary>
internal sealed class MqttSubscribe(FeedInlet inlet, IngestOptions options) : IFeed
{
    private const int Unacknowledged = 256, QueueLimit = 4096, BatchLimit = 512;
    private const uint SessionSeconds = 24 * 60 * 60;
    private long waitingBytes;
    private readonly FeedBroker broker = inlet.Feed.Broker ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no broker.");

    public async Task Run(CancellationToken stop)
    {
        Interlocked.Exchange(ref waitingBytes, 0);
        // QoS 1 is bounded by what the broker may have on the way; only QoS 0 can meet a full queue.
        var queue = Channel.CreateBounded<MqttApplicationMessageReceivedEventArgs>(new BoundedChannelOptions(QueueLimit) { SingleReader = true, SingleWriter = true });
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var factory = new MqttClientFactory();
        using var client = factory.CreateMqttClient();
        client.ApplicationMessageReceivedAsync += message =>
        {
            message.AutoAcknowledge = false;
            var asks = message.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
            var bytes = message.ApplicationMessage.Payload.Length;
            var full = queue.Reader.Count >= QueueLimit - Unacknowledged || Interlocked.Read(ref waitingBytes) + bytes > options.DatagramBytesLimit;
            if (!asks && full) inlet.Meter.Dropped(DropReason.Queue);
            else if (!asks && inlet.Pace?.TryTake(1) == false) inlet.Meter.Dropped(DropReason.Rate);
            else if (queue.Writer.TryWrite(message)) Interlocked.Add(ref waitingBytes, bytes);
            else inlet.Meter.Dropped(DropReason.Queue);
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += gone =>
        {
            broken.TrySetResult(gone.Exception?.Message ?? gone.Reason.ToString());
            return Task.CompletedTask;
        };
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = Keep(queue.Reader, both.Token);
        try
        {
            await Connect(factory, client, both.Token).ConfigureAwait(false);
            inlet.Meter.Trouble(null);
            var first = await Task.WhenAny(broken.Task, keeping).WaitAsync(stop).ConfigureAwait(false);
            if (first == keeping) await keeping.ConfigureAwait(false);
            throw new IOException($"MQTT {broker.Servers}: {await broken.Task.ConfigureAwait(false)}");
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException or MqttClientNotConnectedException)
        {
            throw new IOException($"MQTT {broker.Servers}: {e.Message}", e);
        }
        finally
        {
            await both.CancelAsync().ConfigureAwait(false);
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (client.IsConnected) await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Connect(MqttClientFactory factory, IMqttClient client, CancellationToken stop)
    {
        var colon = broker.Servers.LastIndexOf(':');
        var build = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Servers[..colon].Trim('[', ']'), int.Parse(broker.Servers.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture))
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(broker.Group)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(SessionSeconds)
            .WithReceiveMaximum(Unacknowledged)
            .WithMaximumPacketSize((uint)options.LineLimit * 2)
            .WithTimeout(TimeSpan.FromSeconds(10));
        if (broker.User is not null) build = build.WithCredentials(broker.User, broker.PasswordFile is null ? "" : File.ReadLines(broker.PasswordFile).FirstOrDefault() ?? "");
        if (broker.Tls)
        {
            var authority = new X509Certificate2Collection();
            if (broker.Authority is not null) authority.ImportFromPemFile(broker.Authority);
            build = build.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (authority.Count > 0) tls.WithTrustChain(authority);
            });
        }

        await client.ConnectAsync(build.Build(), stop).ConfigureAwait(false);
        var subscribe = factory.CreateSubscribeOptionsBuilder();
        foreach (var topic in broker.Topics)
            // What a broker retains is the last known value, and it came when it was new.
            subscribe = subscribe.WithTopicFilter(f => f.WithTopic(topic).WithAtLeastOnceQoS().WithRetainHandling(MqttRetainHandling.SendAtSubscribeIfNewSubscriptionOnly));
        var answer = await client.SubscribeAsync(subscribe.Build(), stop).ConfigureAwait(false);
        foreach (var item in answer.Items)
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) throw new IOException($"MQTT {broker.Servers}: the broker refuses the topic {item.TopicFilter.Topic}: {item.ResultCode}");
    }

    private async Task Keep(ChannelReader<MqttApplicationMessageReceivedEventArgs> queue, CancellationToken stop)
    {
        var batch = new List<Arrival>();
        var asked = new List<MqttApplicationMessageReceivedEventArgs>();
        while (await queue.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            batch.Clear();
            asked.Clear();
            while (batch.Count < BatchLimit && queue.TryRead(out var message))
            {
                Interlocked.Add(ref waitingBytes, -message.ApplicationMessage.Payload.Length);
                var line = MqttLine.Of(message.ApplicationMessage.Topic, message.ApplicationMessage.Payload);
                var cut = line.Length > options.LineLimit;
                batch.Add(inlet.Make(cut ? line.AsMemory(0, options.LineLimit) : line, cut, Assurance.Session, null));
                if (message.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce) asked.Add(message);
            }

            await inlet.Keep(batch, stop).ConfigureAwait(false);
            try
            {
                foreach (var message in asked) await message.AcknowledgeAsync(stop).ConfigureAwait(false);
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException)
            {
                // The connection is gone: the broker brings these again.
            }

            // Slower acknowledgements make the broker slower.
            if (inlet.Pace is not null && asked.Count > 0) await inlet.Pace.Take(asked.Count, stop).ConfigureAwait(false);
        }
    }
}
