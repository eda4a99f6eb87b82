namespace Ward.Ingest.Packets;

/// <summary>The words by which lines and configuration name a protocol.</summary>
public static class ProtocolWords
{
    private static readonly string[] Words = ["flow", "modbus", "dnp3", "iec104", "tpkt", "mqtt", "bacnet", "snmp", "enip"];

    private static readonly byte[][] Utf8 = [.. Words.Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Every protocol that has ports.</summary>
    public static IReadOnlyList<string> Named { get; } = Words[1..];

    public static string Of(PacketProtocol protocol) => Words[(int)protocol];

    internal static ReadOnlySpan<byte> Utf8Of(PacketProtocol protocol) => Utf8[(int)protocol];

    /// <summary>False for a word that names no protocol, and for <see cref="PacketProtocol.Flow"/>, which has no port.</summary>
    public static bool TryFind(string word, out PacketProtocol protocol)
    {
        var at = Array.IndexOf(Words, word);
        protocol = at > 0 ? (PacketProtocol)at : PacketProtocol.Flow;
        return at > 0;
    }
}
