using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Ingest.Packets;
using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Tests.Packets;

public sealed class PacketRateTests
{
    public static TheoryData<string> Names => [.. DecoderSet.Cards.Where(c => c.Shape == LineShape.Packet).Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void AUnitIsReadWithoutAllocating(string decoder)
    {
        const int rounds = 20_000;
        // As the feed writes it: bytes, not hex.
        var sample = DecoderSet.Cards.Single(c => c.Name == decoder).Sample;
        var space = sample.LastIndexOf(' ');
        byte[] line = [.. System.Text.Encoding.ASCII.GetBytes(sample[..space]), (byte)'\n', .. Convert.FromHexString(sample[(space + 1)..])];
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 1, Decoded.Received, Assurance.Authenticated, null, null, line, false);
        for (var i = 0; i < rounds; i++) normaliser.Read(arrival);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) normaliser.Read(arrival);
        var rate = rounds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{decoder}: {rate:n0} units/s on one core"));
        Assert.Equal(2 * rounds, meter.Status().Understood);
        Assert.True(allocated < rounds, $"{allocated / (double)rounds:f1} bytes per unit");
    }

    [Fact]
    public void PacketsBecomeUnitsWithoutAllocating()
    {
        const int rounds = 2000;
        var packets = new List<(long Micros, byte[] Bytes)>();
        var capture = new Capture().Handshake(Capture.Client, "192.0.2.20:502");
        for (var i = 0; i < 10; i++)
            capture.Tcp(Capture.Client, "192.0.2.20:502", Convert.FromHexString("000100000006010300000002")).Tcp("192.0.2.20:502", Capture.Client, Convert.FromHexString("00010000000701030400050006"));
        var reader = new CaptureReader(capture.File);
        while (reader.Next() == CaptureRead.Packet) packets.Add((reader.Micros, reader.Packet.ToArray()));
        var batch = new UnitBatch();
        var pipeline = new PacketPipeline(new PacketOptions(), batch, new PacketCounts());
        void Once()
        {
            foreach (var (micros, bytes) in packets) pipeline.Take(LinkType.Ethernet, micros, bytes, bytes.Length);
            batch.Clear();
        }

        for (var i = 0; i < 200; i++) Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) Once();
        var rate = rounds * packets.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(rounds * packets.Count);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{rate:n0} packets/s on one core, {each:f0} bytes allocated a packet"));
        // The conversation itself is the only thing that is made.
        Assert.True(each < 200, $"{each:f1} bytes per packet");
    }

    [Fact]
    public void PcapngOfTwoInterfacesWithTheirOwnClocksIsRead()
    {
        byte[] packet = Capture.Packet("192.0.2.10:1", "192.0.2.20:1", 17, [0x9C, 0x40, 0xBA, 0xC0, 0, 16, 0, 0, 0x81, 0x0B, 0, 8, 1, 0, 0x10, 8]);
        // Interface 0: Ethernet in microseconds; interface 1: raw IP in nanoseconds.
        byte[] file =
        [
            .. Block(0x0A0D0D0A, [0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0, .. Enumerable.Repeat((byte)0xFF, 8)]),
            .. Block(1, [1, 0, 0, 0, 0, 0, 0, 0]),
            .. Block(1, [101, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0]),
            .. Block(5, [1, 2, 3, 4]),
            .. Block(6, [.. BitConverter.GetBytes(1), .. Time(1_500_000_000_123_456_789), .. BitConverter.GetBytes(packet.Length), .. BitConverter.GetBytes(packet.Length), .. packet]),
            .. Block(6, [.. BitConverter.GetBytes(7), .. Time(1), .. BitConverter.GetBytes(packet.Length), .. BitConverter.GetBytes(packet.Length), .. packet]),
        ];
        var unit = Assert.Single(UnitReader.Units(new MemoryStream(file)));
        Assert.Contains(" 1500000000.123456 ", UnitReader.Show(unit), StringComparison.Ordinal);
    }

    private static byte[] Time(ulong ticks) => [.. BitConverter.GetBytes((uint)(ticks >> 32)), .. BitConverter.GetBytes((uint)ticks)];

    private static byte[] Block(uint type, byte[] body)
    {
        byte[] padded = [.. body, .. new byte[(4 - (body.Length % 4)) % 4]];
        return [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(padded.Length + 12), .. padded, .. BitConverter.GetBytes(padded.Length + 12)];
    }
}
