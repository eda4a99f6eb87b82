using System.Net;
using System.Net.Sockets;

namespace Ward.City.Imports.Observed;

/// <summary>
/// Adds conversations up to flows in bounded memory. Refused ones are no flow; who is refused in many places scans, and what of it was answered is no flow either.
/// Everything that is not of the city is one end, the outside.
/// </summary>
/// <param name="isCity">Whether the city says that the address is its own; null where it says nothing of it.</param>
internal sealed class FlowCounter(Func<IPAddress, bool?>? isCity, int mostFlows = FlowCounter.MostFlows)
{
    /// <summary>Flows in memory; beyond them the rarer half is let go, and counted.</summary>
    public const int MostFlows = 200_000;

    /// <summary>Sources of which it is told whether they scan: so many of the city's own, and so many others.</summary>
    public const int MostSources = 100_000;

    /// <summary>What is sent one way and not answered, and is a flow still: SNMP traps, syslog, NetFlow, IPFIX, sFlow.</summary>
    private static readonly HashSet<int> OneWayPorts = [162, 514, 2055, 4739, 6343];

    private readonly Dictionary<FlowKey, long> flows = [];
    private readonly Dictionary<IPAddress, ObservedSource> sources = [];
    private int own, others;
    private double first = double.MaxValue, last = double.MinValue;

    public IReadOnlyDictionary<FlowKey, long> Flows => flows;

    public IReadOnlyDictionary<IPAddress, ObservedSource> Sources => sources;

    /// <summary>Conversations seen; and of them those to many, between outsiders, refused, and of flows that were let go.</summary>
    public long Seen { get; private set; }

    public long ToMany { get; private set; }

    public long Foreign { get; private set; }

    public long Refused { get; private set; }

    public long LetGo { get; private set; }

    public long Unwatched { get; private set; }

    /// <summary>Days between the first and the last, at least an hour; null where no conversation has a time.</summary>
    public double? Days => first <= last ? Math.Max((last - first) / 86_400, 1 / 24.0) : null;

    /// <summary>Time of the last, or null.</summary>
    public DateTimeOffset? Last => first <= last ? DateTimeOffset.FromUnixTimeMilliseconds((long)(last * 1000)) : null;

    public void Add(in Conversation seen)
    {
        Seen++;
        if (seen.At is { } at) (first, last) = (Math.Min(first, at), Math.Max(last, at));
        if (IsMany(seen.From) || IsMany(seen.To))
        {
            ToMany++;
            return;
        }

        var (from, to) = (Own(seen.From, seen.FromLocal), Own(seen.To, seen.ToLocal));
        if (from is null && to is null)
        {
            Foreign++;
            return;
        }

        var counts = seen.Reply == Reply.Answered || (seen.Reply == Reply.OneWay && OneWayPorts.Contains(seen.Port));
        var source = Source(seen.From, from is not null);
        source?.Saw(Place(seen.To, seen.Port), counts);
        if (!counts)
        {
            Refused++;
            return;
        }

        var key = new FlowKey(from, to, seen.Protocol, seen.Port);
        if (from is null) source?.Count(key);
        if (flows.Count >= mostFlows && !flows.ContainsKey(key)) LetRarerGo();
        flows[key] = flows.GetValueOrDefault(key) + 1;
    }

    /// <summary>True for RFC 1918, RFC 6598 and RFC 4193 addresses.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal;
        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] == 10 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 100 && b[1] is >= 64 and < 128);
    }

    // An address of a zone that is not the city's own stays itself too: which partner it is matters.
    private IPAddress? Own(IPAddress address, bool? local) => isCity?.Invoke(address) is not null || (local ?? IsPrivate(address)) ? address : null;

    // However many call from outside, those within are watched.
    private ObservedSource? Source(IPAddress address, bool isOwn)
    {
        if (sources.TryGetValue(address, out var known)) return known;
        ref var count = ref isOwn ? ref own : ref others;
        if (count < MostSources)
        {
            count++;
            return sources[address] = new ObservedSource();
        }

        Unwatched++;
        return null;
    }

    // The same in every process, so that the same file tells the same.
    private static int Place(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var hash = 2_166_136_261u;
        foreach (var b in bytes[..length]) hash = (hash ^ b) * 16_777_619;
        hash = (hash ^ (uint)port) * 16_777_619;
        return (int)(hash ^ (hash >> 15));
    }

    private void LetRarerGo()
    {
        foreach (var (key, count) in flows.OrderBy(f => f.Value).ThenBy(f => Place(f.Key.To ?? f.Key.From!, f.Key.Port)).Take(Math.Max(1, flows.Count / 2)).ToList())
        {
            flows.Remove(key);
            LetGo += count;
        }
    }

    private static bool IsMany(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6Multicast || address.IsIPv6LinkLocal || address.Equals(IPAddress.IPv6Any);
        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] is 0 or >= 224 || (b[0] == 169 && b[1] == 254);
    }
}
