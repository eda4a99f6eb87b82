using CsCheck;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Tests.Packets;

public sealed class HostilePacketsTests
{
    private static readonly byte[][] Seeds =
    [
        Capture.OfSamples().Bytes, File.Exists(Real("s7", "snap7_s300_stop.pcapng")) ? File.ReadAllBytes(Real("s7", "snap7_s300_stop.pcapng")) : Capture.OfSamples().Bytes,
        File.Exists(Real("dnp3", "file_read.pcap")) ? File.ReadAllBytes(Real("dnp3", "file_read.pcap")) : Capture.OfSamples().Bytes,
    ];

    [Fact]
    public void ArbitraryBytesNeverThrow() => Gen.Byte.Array[0, 400].Sample(bytes => Swallow(bytes), iter: 5000);

    [Fact]
    public void MutatedCapturesNeverThrowAndKeepTheirBounds() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 20_000], Gen.Byte, Gen.Int[0, 3]).Array[1, 30]).Sample(
            (seed, changes) =>
            {
                var bytes = Seeds[seed].ToList();
                foreach (var (place, value, kind) in changes)
                {
                    var at = place % bytes.Count;
                    if (kind == 0) bytes.RemoveAt(at);
                    else if (kind == 1) bytes.Insert(at, value);
                    else bytes[at] = value;
                }

                Swallow([.. bytes]);
            },
            iter: 600);

    [Fact]
    public void MutatedUnitsNeverThrowInTheirDecoder()
    {
        var units = UnitReader.Units(new MemoryStream(Capture.OfSamples().Bytes)).Select(u => u.Line.ToArray()).ToArray();
        Assert.True(units.Length >= 8);
        Gen.Select(Gen.Int[0, units.Length - 1], Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Bool).Array[1, 8]).Sample(
            (which, changes) =>
            {
                var line = units[which].ToList();
                var body = line.IndexOf((byte)'\n') + 1;
                foreach (var (place, value, cut) in changes)
                {
                    var at = body + (place % Math.Max(1, line.Count - body));
                    if (at >= line.Count) continue;
                    if (cut) line.RemoveAt(at);
                    else line[at] = value;
                }

                // A decoder that throws is "not understood" in the pipeline; here the decoder itself is asked.
                Assert.True(Ward.Ingest.Decoders.DecoderSet.TryMake(Ward.Ingest.Decoders.DecoderSet.Auto, out var decoder));
                byte[] hostile = [.. line];
                var header = Ward.Ingest.Decoders.SyslogHeader.Read(hostile, Decoded.Received, TimeZoneInfo.Utc);
                decoder.TryDecode(header.Message, header, new EventBuilder());
            },
            iter: 20_000);
    }

    [Fact]
    public void ManyTinySegmentsOfAUnitThatNeverEndsCostLinearTimeAndBoundedMemory()
    {
        var capture = new Capture();
        capture.Tcp(Capture.Client, "192.0.2.20:1883", [0x30, 0xFF, 0xFF, 0xFF, 0x7F]);
        for (var i = 0; i < 20_000; i++) capture.Tcp(Capture.Client, "192.0.2.20:1883", [1]);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Single(UnitReader.Units(capture.File));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void BytesHeldForAllFlowsAreBounded()
    {
        var capture = new Capture();
        for (var i = 0; i < 200; i++) capture.Tcp($"192.0.2.10:{30000 + i}", "192.0.2.20:1883", [0x30, 0xFF, 0x7F, .. new byte[1000]]);
        var units = new PcapUnits(capture.File, new PacketOptions { HeldLimit = 20_000, Flows = false });
        _ = units.Count();
        Assert.True(units.Counts.HeldDropped > 150_000);
    }

    private static void Swallow(byte[] bytes)
    {
        var options = new PacketOptions { FlowLimit = 32, HeldLimit = 1 << 20, UnitLimit = 512 };
        foreach (var unit in new PcapUnits(new MemoryStream(bytes), options)) Assert.InRange(unit.Line.Length, 1, 1000);
    }

    private static string Real(params string[] parts) => UnitReader.Conformance(["ics-pcap", .. parts]);
}
