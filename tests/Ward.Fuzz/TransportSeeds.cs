using System.Buffers.Binary;
using System.Text;

namespace Ward.Fuzz;

/// <summary>What transports understand.</summary>
internal static class TransportSeeds
{
    private static readonly byte[] Epoch = [0x69, 0xA4, 0x1F, 0x40], Uptime = [0, 1, 0x86, 0xA0], Domain = [0, 0, 0, 7];

    /// <summary>An IPFIX message that tells a template of flows (300) and one of options (301).</summary>
    public static byte[] Templates { get; } = Ipfix([.. Set(2, [1, 44, 0, 4, 0, 8, 0, 4, 0, 82, 0xff, 0xff, 0x80, 40, 0, 2, 0, 0, 0x1A, 0xD7, 0, 152, 0, 8]), .. Set(3, [1, 45, 0, 2, 0, 1, 0, 149, 0, 4, 0, 34, 0, 4])]);

    public static IReadOnlyList<byte[]> Datagrams { get; } =
    [
        // NetFlow 5: one record.
        [0, 5, 0, 1, .. Uptime, .. Epoch, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 0, 0, 203, 0, 113, 7, 192, 0, 2, 9, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 9, 0, 0, 20, 0, 0, 1, 0x82, 0xB8, 0, 1, 0x88, 0x94, 156, 176, 1, 187, 0, 27, 6, 0, 0, 10, 0, 20, 24, 16, 0, 0],
        // NetFlow 9: a template, its flow, and options.
        Netflow9([.. Set(0, [1, 0, 0, 4, 0, 8, 0, 4, 0, 1, 0, 4, 0, 22, 0, 4, 0x10, 0x92, 0, 2]), .. Set(256, [203, 0, 113, 7, 0, 0, 20, 0, 0, 1, 0x82, 0xB8, 0, 77, 0, 0]), .. Set(1, [1, 1, 0, 4, 0, 4, 0, 1, 0, 4, 0, 34, 0, 4]), .. Set(257, [0, 0, 0, 5, 0, 0, 3, 0xE8])]),
        Templates,
        Ipfix([.. Set(300, [203, 0, 113, 7, 4, .. "eth0"u8, 1, 2, 0, 0, 1, 0x9C, 0xAA, 0, 0, 0]), .. Set(301, [0, 0, 0, 1, 0, 0, 3, 0xE8]), .. Set(2, [1, 44, 0, 0])]),
    ];

    public static IReadOnlyList<byte[]> Frames { get; } = [.. new[]
    {
        "<38>Mar  1 11:59:58 gate sshd[1]: a\r\n<38>b\n", "10 <38>a\nb\nc5 <1>xy\n3 <1>", "5 <1>ab5000 <1>long", "12345678901 <1>no count\n7 no priority\n", "half",
    }.Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> Payloads { get; } = [.. new[] { "{\"on\":true,\r\n\"level\":[1,2.5e3]}", "\"\\ud83d\\ude00\"", "21.5", "two\nlines", "" }.Select(Encoding.UTF8.GetBytes), [0xff, 0, 0x80]];

    /// <summary>Several datagrams as one input: each with its length, 16 bits, before it.</summary>
    public static byte[] Join(params byte[][] datagrams) => [.. datagrams.SelectMany(d => (byte[])[(byte)(d.Length >> 8), (byte)d.Length, .. d])];

    /// <summary>The datagrams of an input; the last one has what is left.</summary>
    public static List<byte[]> Split(byte[] input)
    {
        var datagrams = new List<byte[]>();
        for (var at = 2; at <= input.Length;)
        {
            var length = Math.Min((int)BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at - 2)), input.Length - at);
            datagrams.Add(input[at..(at + length)]);
            at += length + 2;
        }

        return datagrams;
    }

    private static byte[] Netflow9(byte[] sets) => [0, 9, 0, 1, .. Uptime, .. Epoch, 0, 0, 0, 0, .. Domain, .. sets];

    private static byte[] Ipfix(byte[] sets) => [0, 10, .. Length(sets.Length + 16), .. Epoch, 0, 0, 0, 0, .. Domain, .. sets];

    private static byte[] Set(int id, byte[] content) => [.. Length(id), .. Length(content.Length + 4), .. content];

    private static byte[] Length(int value) => [(byte)(value >> 8), (byte)value];
}
