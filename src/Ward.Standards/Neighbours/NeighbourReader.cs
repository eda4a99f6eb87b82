using System.Globalization;
using System.Net;
using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Network;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Neighbours;

/// <summary>
/// Reads tables of neighbours: <c>ip neigh</c> and <c>ip -j neigh</c> (iproute2), <c>arp -an</c> of Linux and BSD, <c>/proc/net/arp</c>. Bound: <see cref="Most"/>
/// entries. A line that is none of these is reported and left out.
/// </summary>
public static class NeighbourReader
{
    public const int Most = 1_000_000;

    /// <returns>Null, with the problem added, where there is no table.</returns>
    public static IReadOnlyList<Neighbour>? Read(ReadOnlyMemory<byte> bytes, ProblemList problems)
    {
        var neighbours = new List<Neighbour>();
        var before = problems.Count;
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (text.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..]) Json(text, neighbours, problems);
        else Lines(text, neighbours, problems);
        if (neighbours.Count == 0 && problems.Count == before) problems.Add(0, "", "a table of neighbours", "no entry");
        return neighbours.Count > 0 ? neighbours : null;
    }

    private static void Lines(ReadOnlyMemory<byte> bytes, List<Neighbour> neighbours, ProblemList problems)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        foreach (var (line, text) in TextLines.Read(stream, problems))
        {
            var row = text.Trim();
            if (row.Length == 0 || row.StartsWith("IP address ", StringComparison.Ordinal)) continue;
            if (neighbours.Count >= Most)
            {
                problems.Add(line, "", string.Create(CultureInfo.InvariantCulture, $"at most {Most} entries"), "more");
                return;
            }

            if (Entry(row.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)) is { } neighbour) neighbours.Add(neighbour);
            else problems.Add(line, "", "an entry of ip neigh, arp -an or /proc/net/arp", Printable.Quoted(row));
        }
    }

    private static Neighbour? Entry(string[] words) => words switch
    {
        // 10.20.0.1 dev eth0 lladdr 00:0e:8c:00:00:01 REACHABLE
        [var address, "dev", var device, .. var rest] when AddressText.TryRead(address, out var read) => new(read, After(rest, "lladdr"), device),
        // ? (10.20.0.1) at 00:0e:8c:00:00:01 [ether] on eth0
        [_, ['(', .. var address, ')'], "at", var mac, .. var rest] when AddressText.TryRead(address, out var read) => new(read, Mac(mac), After(rest, "on", plain: true)),
        // IP address, HW type, Flags, HW address, Mask, Device; without ATF_COM (2) it is not resolved.
        [var address, ['0', 'x', ..], ['0', 'x', .. var flags], var mac, _, var device] when AddressText.TryRead(address, out var read) => new(read, IsComplete(flags) ? Mac(mac) : null, device),
        _ => null,
    };

    private static bool IsComplete(string flags) => int.TryParse(flags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) && (bits & 2) != 0;

    private static string? After(string[] words, string word, bool plain = false) =>
        Array.IndexOf(words, word) is var at and >= 0 && at + 1 < words.Length ? plain ? words[at + 1] : Mac(words[at + 1]) : null;

    // BSD leaves out leading noughts: 0:e:8c:0:0:1.
    private static string? Mac(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 6 || !parts.All(p => p.Length is 1 or 2 && p.All(char.IsAsciiHexDigit))) return null;
        var mac = string.Join(':', parts.Select(p => p.PadLeft(2, '0')));
        return mac == "00:00:00:00:00:00" ? null : mac;
    }

    private static void Json(ReadOnlyMemory<byte> bytes, List<Neighbour> neighbours, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            var list = new JsonField(document.RootElement, "$", problems);
            foreach (var entry in list.Items("the list that ip -j neigh writes").Take(Most))
            {
                // iproute2 writes an empty object for an entry that it does not show.
                if (!entry.IsObject("an object") || !entry.Value!.Value.EnumerateObject().Any()) continue;
                if (entry["dst"].ParsedOrNull<IPAddress>("an IP address", AddressText.TryRead!) is { } address) neighbours.Add(new(address, entry["lladdr"].Peek is { } mac ? Mac(mac) : null, entry["dev"].Peek));
                else if (entry["dst"].IsAbsent) entry["dst"].Wrong("an IP address");
            }
        }
        catch (JsonException fault)
        {
            problems.Add((int)Math.Clamp((fault.LineNumber ?? -1) + 1, 0, int.MaxValue), "", "well-formed JSON", Printable.Of(fault.Message));
        }
    }
}
