using System.Buffers.Binary;
using System.Text;
using Ward.Ingest.Tests.Decoders.Windows;

namespace Ward.Fuzz;

/// <summary>What feeds' readers understand.</summary>
internal static class SourceSeeds
{
    private const int FileHeader = 4096, FirstRecord = 512, ChunkSize = 65_536;

    public static IReadOnlyList<byte[]> Ndjson { get; } = Texts("{\"a\":1}\r\n\n{\"b\":\"é\",\"c\":[{}]}\n");

    public static IReadOnlyList<byte[]> Raw { get; } = Texts("Mar  1 11:59:58 gate sshd[1]: x\r\n\nsecond\nhalf");

    public static IReadOnlyList<byte[]> Bulk { get; } = Texts("{\"create\":{\"_index\":\"logs\",\"_id\":\"1\"}}\n{\"m\":\"a\"}\n{\"index\":{}}\n{\"m\":\"b\"}\n{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{}}\n{\"delete\":{\"_id\":\"1\"}}\n");

    public static IReadOnlyList<byte[]> Hec { get; } = Texts("{\"event\":\"a\",\"time\":1772366398.123,\"host\":\"gate\"}{\"event\":{\"b\":[1]}}\n[{\"event\":\"c\"}]");

    public static IReadOnlyList<byte[]> OtlpJson { get; } = Texts("{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"door\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"s\"},\"logRecords\":[{\"timeUnixNano\":\"1772366398123000000\",\"severityNumber\":9,\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"bytesValue\":\"AA==\"}]}}}]}},\"traceId\":\"0102\"}]}]}]}");

    /// <summary>ExportLogsServiceRequest of one record with body, attribute, scope and resource.</summary>
    public static IReadOnlyList<byte[]> OtlpProtobuf { get; } =
    [
        Field(1, [.. Field(1, Attribute("service.name", "door")), .. Field(2, [.. Field(1, Field(1, "s"u8)),
            .. Field(2, [0x09, .. Long(1_772_366_398_123_000_000), 0x10, 9, .. Field(3, "INFO"u8), .. Field(5, Field(1, "hello"u8)), .. Field(6, Attribute("a", "b")), .. Field(9, [1, 2, 3]), 0x59, .. Long(1)])])]),
    ];

    public static IReadOnlyList<byte[]> Json { get; } = Texts(
        "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventName\":\"a\"},{\"b\":[{}]}]}", "[{\"a\":1},\n {\"b\":\"]}\\\"\"}]", "{\n \"a\": {\n  \"b\": 1\n }\n}\n{\"c\":2}", "{\"@odata.count\":2,\"value\":[{\"id\":1}]}",
        "{\"id\":\"n\",\"type\":\"Notification\",\"subscriptionId\":\"s\",\"notifiedAt\":\"t\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");

    public static IReadOnlyList<byte[]> Xml { get; } = Texts(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- x --><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n <identifier>7</identifier><info><event><![CDATA[ a ]]></event></info>\n</alert>",
        "<feed><entry><content><alert a='>'/></content></entry></feed>", "<Events><Event xmlns='e'><System/></Event><Event/></Events>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>");

    /// <summary>The records of a chunk, from where records begin.</summary>
    public static IReadOnlyList<byte[]> EventChunks { get; } = [Chunk(), WholeFile()];

    /// <summary>A file of one chunk that has these records.</summary>
    public static byte[] EventFile(byte[] records)
    {
        var file = new byte[FileHeader + ChunkSize];
        "ElfFile\0"u8.CopyTo(file);
        var chunk = file.AsSpan(FileHeader);
        "ElfChnk\0"u8.CopyTo(chunk);
        var length = Math.Min(records.Length, ChunkSize - FirstRecord);
        BinaryPrimitives.WriteInt32LittleEndian(chunk[0x30..], FirstRecord + length);
        records.AsSpan(0, length).CopyTo(chunk[FirstRecord..]);
        return file;
    }

    private static EvtxWriter Events() => new EvtxWriter()
        .Record(1, 4720, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "Security", "TargetUserName", (0x01, Encoding.Unicode.GetBytes("ann & <bo>")))
        .Record(2, 4726, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "Security", "TargetUserName", (0x13, Convert.FromHexString("010500000000000515000000010000000200000003000000F4010000")));

    private static byte[] Chunk()
    {
        var writer = Events();
        return writer.Chunk[FirstRecord..writer.At];
    }

    private static byte[] WholeFile()
    {
        var writer = Events();
        // Cut to what fits an input; the end of a chunk that is not there is a case of its own.
        return writer.File()[..(FileHeader + writer.At)];
    }

    private static byte[] Attribute(string key, string value) => Field(1, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, Field(1, Encoding.UTF8.GetBytes(value)))]);

    /// <summary>A length-delimited field, shorter than 16 KiB.</summary>
    private static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [(byte)((number << 3) | 2), .. content.Length < 128 ? new[] { (byte)content.Length } : [(byte)(content.Length | 0x80), (byte)(content.Length >> 7)], .. content];

    private static byte[] Long(long value) => BitConverter.GetBytes(value);

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
