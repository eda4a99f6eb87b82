using System.Buffers;
using System.Net;
using Ward.Ingest.Feeds.Netflow;

namespace Ward.Ingest.Feeds;

/// <summary>What the transports make of the bytes that reach them, without a socket: the same readers as the feeds have, for who holds the bytes already.</summary>
public static class TransportLines
{
    /// <summary>The lines of NetFlow and IPFIX datagrams that one sender sent to one feed, in their order. What is no export is passed over.</summary>
    public static IReadOnlyList<byte[]> OfExports(IPAddress sender, IEnumerable<byte[]> datagrams, TimeProvider time)
    {
        var lines = new List<byte[]>();
        using var reader = new FlowReader(new FlowTemplates(time), new FlowSequences(), (_, line) => lines.Add(line));
        foreach (var datagram in datagrams) reader.TryRead(sender, datagram);
        return lines;
    }

    /// <summary>The lines of one syslog connection (RFC 6587), each with whether it was cut at the limit or at the stream's end.</summary>
    /// <param name="limit">Bytes of a line that are kept.</param>
    public static IReadOnlyList<(byte[] Line, bool Cut)> OfFrames(Stream connection, int limit)
    {
        var window = new LineWindow(limit, octets: true);
        var lines = new List<(byte[], bool)>();
        for (int read; (read = connection.Read(window.Room().Span)) > 0;)
        {
            window.Filled(read);
            while (window.TryTake(out var line, out var cut)) lines.Add((line.ToArray(), cut));
        }

        if (window.TryTakeRest(out var rest, out var cutShort)) lines.Add((rest.ToArray(), cutShort));
        return lines;
    }

    /// <summary>The line of an MQTT message.</summary>
    public static byte[] OfMessage(string topic, ReadOnlySequence<byte> payload) => MqttLine.Of(topic, payload);
}
