using System.Net;
using System.Text;

namespace Ward.Storage.Embedded;

/// <summary>Remembers the few names and addresses that repeat from arrival to arrival, so that reading makes no new ones. Not thread-safe.</summary>
internal sealed class JournalNames
{
    private const int Most = 64;
    private readonly List<(byte[] Utf8, string Text)> texts = [];
    private readonly List<(byte[] Bytes, IPAddress Address)> addresses = [];

    public string Text(ReadOnlySpan<byte> utf8)
    {
        foreach (var (known, text) in texts)
            if (utf8.SequenceEqual(known)) return text;
        if (texts.Count == Most) texts.Clear();
        var made = Encoding.UTF8.GetString(utf8);
        texts.Add((utf8.ToArray(), made));
        return made;
    }

    public IPAddress Address(ReadOnlySpan<byte> bytes)
    {
        foreach (var (known, address) in addresses)
            if (bytes.SequenceEqual(known)) return address;
        if (addresses.Count == Most) addresses.Clear();
        var made = new IPAddress(bytes);
        addresses.Add((bytes.ToArray(), made));
        return made;
    }
}
