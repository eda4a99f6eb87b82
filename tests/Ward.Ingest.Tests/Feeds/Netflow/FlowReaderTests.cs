using System.Buffers.Binary;
using System.Net;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Ward.Ingest.Feeds.Netflow;

namespace Ward.Ingest.Tests.Feeds.Netflow;

public sealed class FlowReaderTests : IDisposable
{
    private static readonly IPAddress Router = IPAddress.Parse("192.0.2.1");
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1772362800));
    private readonly List<string> lines = [];
    private readonly FlowTemplates templates;
    private readonly FlowSequences sequences = new();
    private readonly FlowReader reader;

    public FlowReaderTests()
    {
        templates = new FlowTemplates(time);
        reader = new FlowReader(templates, sequences, (_, line) => lines.Add(Encoding.UTF8.GetString(line)));
    }

    [Fact]
    public void AVersion5RecordIsOneLineWithItsTimesInEpoch()
    {
        byte[] record = [203, 0, 113, 7, 192, 0, 2, 9, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 9, 0, 0, 20, 0, .. U32(99_000), .. U32(100_500), 156, 176, 1, 187, 0, 27, 6, 0, 0, 10, 0, 20, 24, 16, 0, 0];
        byte[] header = [0, 5, 0, 1, .. U32(100_000), .. U32(1772362800), 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 0, 0];
        Assert.True(reader.TryRead(Router, [.. header, .. record]));
        Assert.Equal(
            "{\"netflow\":{\"version\":5,\"exporter\":\"192.0.2.1\",\"domain\":3,\"src_ip\":\"203.0.113.7\",\"dst_ip\":\"192.0.2.9\",\"input\":1,\"output\":2,\"packets\":9,\"bytes\":5120,\"start\":1772362799000,\"end\":1772362800500,\"src_port\":40112,\"dst_port\":443,\"tcp_flags\":27,\"proto\":6,\"tos\":0,\"src_as\":10,\"dst_as\":20,\"src_mask\":24,\"dst_mask\":16}}",
            Assert.Single(lines));
    }

    [Fact]
    public void WhatTheExporterCountedAndNobodyGotIsCounted()
    {
        // NetFlow 9 counts packets: 0, then 3 are missing.
        reader.TryRead(Router, V9(Set(0, Template9)));
        reader.TryRead(Router, V9(Set(256, Flow9), sequence: 4));
        Assert.Equal(3, sequences.TakeMissed());
        // Begun anew, and another domain: nothing is missing.
        reader.TryRead(Router, V9(Set(256, Flow9), sequence: 0));
        reader.TryRead(Router, V9(Set(256, Flow9), domain: 9, sequence: 77));
        Assert.Equal(0, sequences.TakeMissed());
        // IPFIX counts records: two came, so the next message begins with 12.
        reader.TryRead(Router, V10(Set(2, [1, 44, 0, 1, 0, 4, 0, 1]), sequence: 10));
        reader.TryRead(Router, V10(Set(300, [6, 17]), sequence: 10));
        reader.TryRead(Router, V10(Set(300, [6]), sequence: 12));
        Assert.Equal(0, sequences.TakeMissed());
        reader.TryRead(Router, V10(Set(300, [6]), sequence: 20));
        Assert.Equal(7, sequences.TakeMissed());
        // After a set that waits for its template nobody can tell.
        reader.TryRead(Router, V10(Set(301, [6]), sequence: 21));
        reader.TryRead(Router, V10(Set(300, [6]), sequence: 99));
        Assert.Equal(0, sequences.TakeMissed());
    }

    [Fact]
    public void ManyForgedExportersAreForgottenAndAWildNumberIsNoLoss()
    {
        for (var i = 0u; i < 3 * FlowSequences.MostExporters; i++) sequences.Came(new Exporter(new IPAddress(U32(i)), 9, 1), i, 1);
        sequences.Came(new Exporter(Router, 9, 1), 5, 1);
        sequences.Came(new Exporter(Router, 9, 1), uint.MaxValue, 1);
        sequences.Came(new Exporter(Router, 9, 1), 1, 1);
        Assert.Equal(1, sequences.TakeMissed());
    }

    [Fact]
    public void DataBeforeItsTemplateWaitsForIt()
    {
        Assert.True(reader.TryRead(Router, V9(Set(256, Flow9))));
        Assert.Empty(lines);
        Assert.True(reader.TryRead(Router, V9(Set(0, Template9))));
        Assert.Equal("{\"netflow\":{\"version\":9,\"exporter\":\"192.0.2.1\",\"domain\":7,\"src_ip\":\"203.0.113.7\",\"bytes\":5120,\"start\":1772362799000,\"e4242\":77}}", Assert.Single(lines));
    }

    [Fact]
    public void ATemplateIsItsExportersAndItsDomainsAlone()
    {
        reader.TryRead(Router, V9(Set(0, Template9)));
        reader.TryRead(Router, V9(Set(256, Flow9), domain: 8));
        reader.TryRead(IPAddress.Parse("192.0.2.2"), V9(Set(256, Flow9)));
        Assert.Empty(lines);
    }

    [Fact]
    public void DataWhoseTemplateNeverComesIsGivenUpAndCounted()
    {
        reader.TryRead(Router, V9(Set(256, Flow9)));
        time.Advance(FlowTemplates.Patience + TimeSpan.FromSeconds(1));
        reader.TryRead(Router, V9(Set(0, Template9)));
        Assert.Equal((0, 1), (lines.Count, templates.TakeLost()));
    }

    [Fact]
    public void ATemplateThatIsNotToldAgainExpires()
    {
        reader.TryRead(Router, V9(Set(0, Template9)));
        time.Advance(FlowTemplates.Life + TimeSpan.FromMinutes(2));
        reader.TryRead(Router, V9(Set(256, Flow9)));
        Assert.Empty(lines);
    }

    [Fact]
    public void OptionsAreALineThatSaysSo()
    {
        // Template 257: scope system (1, 4 bytes), sampling interval (34, 4 bytes).
        Assert.True(reader.TryRead(Router, V9([.. Set(1, [1, 1, 0, 4, 0, 4, 0, 1, 0, 4, 0, 34, 0, 4]), .. Set(257, [.. U32(5), .. U32(1000)])])));
        Assert.Equal("{\"netflow\":{\"version\":9,\"exporter\":\"192.0.2.1\",\"domain\":7,\"options\":true,\"scope1\":5,\"sampling_interval\":1000}}", Assert.Single(lines));
    }

    [Fact]
    public void AnIpfixRecordMayHaveElementsOfAnEnterpriseAndOfVariableLength()
    {
        // Template 300: sourceIPv6Address, interfaceName (variable), 6871.40 (2 bytes), flowStartMilliseconds.
        byte[] template = [1, 44, 0, 4, 0, 27, 0, 16, 0, 82, 0xff, 0xff, 0x80, 40, 0, 2, .. U32(6871), 0, 152, 0, 8];
        byte[] record = [.. IPAddress.Parse("2001:db8::7").GetAddressBytes(), 4, .. "eth0"u8, 1, 2, .. U64(1772362800123)];
        Assert.True(reader.TryRead(Router, V10([.. Set(2, template), .. Set(300, [.. record, .. record])])));
        Assert.Equal(2, lines.Count);
        Assert.Equal("{\"netflow\":{\"version\":10,\"exporter\":\"192.0.2.1\",\"domain\":7,\"src_ip\":\"2001:db8::7\",\"interface\":\"eth0\",\"e6871.40\":258,\"start\":1772362800123}}", lines[1]);
    }

    [Fact]
    public void AWithdrawnTemplateIsForgotten()
    {
        byte[] template = [1, 44, 0, 1, 0, 4, 0, 1];
        reader.TryRead(Router, V10(Set(2, template)));
        reader.TryRead(Router, V10(Set(2, [1, 44, 0, 0])));
        reader.TryRead(Router, V10(Set(300, [6])));
        Assert.Empty(lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0005")]
    [InlineData("00050002000000000000000000000000000000000000000000000000")]
    [InlineData("000A00FF0000000000000000000000000000")]
    [InlineData("FFFF0000")]
    public void WhatIsNoExportIsRefused(string hex) => Assert.False(reader.TryRead(Router, Convert.FromHexString(hex)));

    [Fact]
    public void ManyForgedExportersCostNoMoreThanTheLimit()
    {
        for (var i = 0u; i < 40_000; i++) reader.TryRead(new IPAddress(U32(i)), V9(Set(256, Flow9)));
        Assert.Equal(40_000 - FlowTemplates.MostWaiting, templates.TakeLost());
    }

    [Fact]
    public void WhateverTheBytesNothingThrowsAndEveryLineIsJson() => Gen.Select(Gen.Int[0, 11], Gen.Byte, Gen.Byte.Array[0, 60]).Sample((at, b, rest) =>
    {
        byte[] datagram = V10([.. Set(2, [1, 44, 0, 2, 0, 4, 0, 1, 0, 82, 0xff, 0xff]), .. Set(300, rest), .. rest]);
        datagram[^(1 + (at % datagram.Length))] = b;
        reader.TryRead(Router, datagram);
        foreach (var line in lines) System.Text.Json.JsonElement.Parse(line);
        lines.Clear();
    }, iter: 20_000, threads: 1);

    public void Dispose() => reader.Dispose();

    // Template 256: source address, bytes, first switched, one that has no name here.
    private static readonly byte[] Template9 = [1, 0, 0, 4, 0, 8, 0, 4, 0, 1, 0, 4, 0, 22, 0, 4, 0x10, 0x92, 0, 2];

    private static readonly byte[] Flow9 = [203, 0, 113, 7, .. U32(5120), .. U32(99_000), 0, 77, 0, 0];

    private static byte[] V9(byte[] sets, uint domain = 7, uint sequence = 0) => [0, 9, 0, 1, .. U32(100_000), .. U32(1772362800), .. U32(sequence), .. U32(domain), .. sets];

    private static byte[] V10(byte[] sets, uint sequence = 0) => [0, 10, .. U16(sets.Length + 16), .. U32(1772362800), .. U32(sequence), .. U32(7), .. sets];

    private static byte[] Set(int id, byte[] content) => [.. U16(id), .. U16(content.Length + 4), .. content];

    private static byte[] U16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
