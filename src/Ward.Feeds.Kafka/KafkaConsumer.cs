using System.Globalization;
using Confluent.Kafka;
using Ward.Ingest.Feeds;

namespace Ward.Feeds.Kafka;

/// <summary>
/// Reads topics of a Kafka cluster as a member of a consumer group; a message's value is one line, in an
/// envelope with its key and headers where the feed asks for it (<see cref="KafkaLine"/>). Offsets are committed once the lines are durable,
/// and where the journal knows a later position than the group, it counts: nothing is lost and nothing comes twice. A group that has no position
/// yet begins with the oldest message that the cluster still has.
/// </summary>
public sealed class KafkaConsumer : IOutsideClient
{
    private const int BatchLimit = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public FeedKind Kind => FeedKind.Kafka;

    public Task Run(FeedOptions feed, IOutsideLines into, CancellationToken stop) =>
        // The library's consumer waits on its own thread's time, so it gets one.
        Task.Factory.StartNew(() => Consume(feed.Broker!, into, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task Consume(FeedBroker broker, IOutsideLines into, CancellationToken stop)
    {
        string? error = null;
        try
        {
            using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(KafkaSettings.Of(broker))
                .SetPartitionsAssignedHandler((_, partitions) => partitions.Select(p => new TopicPartitionOffset(p, Begin(p, into))))
                .SetErrorHandler((_, e) =>
                {
                    error = e.Reason;
                    into.Trouble($"Kafka {broker.Servers}: {e.Reason}");
                })
                .SetLogHandler((_, _) => { })
                .Build();
            consumer.Subscribe(broker.Topics);
            try
            {
                await Read(consumer, broker.Envelope, into, () => error = null, stop).ConfigureAwait(false);
            }
            finally
            {
                consumer.Close();
            }
        }
        catch (KafkaException e)
        {
            throw new IOException($"Kafka {broker.Servers}: {error ?? e.Error.Reason}", e);
        }
        catch (InvalidOperationException e)
        {
            // The library refuses settings that way: a certificate that is none, a key of another.
            throw new IOException($"Kafka {broker.Servers}: {e.Message}", e);
        }
    }

    private static async Task Read(IConsumer<byte[]?, byte[]?> consumer, bool envelope, IOutsideLines into, Action well, CancellationToken stop)
    {
        var lines = new List<OutsideLine>();
        var after = new Dictionary<TopicPartition, Offset>();
        var assigned = false;
        while (!stop.IsCancellationRequested)
        {
            lines.Clear();
            after.Clear();
            for (var got = consumer.Consume(Patience); got is not null; got = lines.Count < BatchLimit ? consumer.Consume(TimeSpan.Zero) : null)
            {
                after[got.TopicPartition] = got.Offset + 1;
                // A value that is null marks a key as deleted: there is no line in it.
                if (got.Message.Value is { Length: > 0 } value) lines.Add(new OutsideLine(envelope ? KafkaLine.Of(got.TopicPartition, got.Message) : value, Source(got.TopicPartition), (got.Offset.Value + 1).ToString(CultureInfo.InvariantCulture)));
            }

            if (lines.Count > 0 || (!assigned && consumer.Assignment.Count > 0))
            {
                assigned = true;
                well();
                into.Trouble(null);
            }

            if (lines.Count > 0) await into.Keep(lines, stop).ConfigureAwait(false);
            if (after.Count > 0) consumer.Commit(after.Select(a => new TopicPartitionOffset(a.Key, a.Value)));
        }
    }

    private static string Source(TopicPartition partition) => $"{partition.Topic}:{partition.Partition.Value.ToString(CultureInfo.InvariantCulture)}";

    private static Offset Begin(TopicPartition partition, IOutsideLines into) =>
        into.Positions.TryGetValue(Source(partition), out var position) && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new Offset(offset)
            : Offset.Stored;
}
