using System.Net;

namespace Ward.City.Imports.Observed;

/// <summary>Tells sessions of which it was told already (one firewall writes their begin and their end, two feeds see the same) by their four ends, among about the last million.</summary>
internal sealed class RecentSessions
{
    private const int Most = 500_000;

    private HashSet<ulong> now = [];
    private HashSet<ulong> before = [];

    /// <summary>False where it was told of lately.</summary>
    public bool IsNew(IPAddress from, int fromPort, IPAddress to, int toPort)
    {
        var session = Hash(from, fromPort, to, toPort);
        if (before.Contains(session) || !now.Add(session)) return false;
        if (now.Count >= Most) (before, now) = (now, []);
        return true;
    }

    // FNV-1a over addresses and ports: the same in every process.
    private static ulong Hash(IPAddress from, int fromPort, IPAddress to, int toPort)
    {
        Span<byte> bytes = stackalloc byte[36];
        from.TryWriteBytes(bytes, out _);
        to.TryWriteBytes(bytes[16..], out _);
        BitConverter.TryWriteBytes(bytes[32..], (ushort)fromPort);
        BitConverter.TryWriteBytes(bytes[34..], (ushort)toPort);
        var hash = 14_695_981_039_346_656_037;
        foreach (var b in bytes) hash = (hash ^ b) * 1_099_511_628_211;
        return hash;
    }
}
