using System.Globalization;
using System.Net;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Services that listen (told when they begin and when they end; what stands is a mark, so a restart tells only what changed), and new
/// established flows, sampled every ten seconds: a flow that begins and ends in between is not seen, and of many at once only the first hundred are told.
/// </summary>
internal sealed class SocketCollector(bool listening, bool flows, Spool spool, TimeProvider time, string proc = "/proc") : ICollector
{
    private const int MostFlows = 100, MostKnown = 1 << 16;
    private const string Prefix = "listen:";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private HashSet<ulong>? known;

    public string Name => listening ? flows ? "listen+socket" : "listen" : "socket";

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
            Look();
        while (await timer.WaitForNextTickAsync(stop));
    }

    internal void Look()
    {
        Dictionary<string, SocketTable.Row> open = new(StringComparer.Ordinal);
        List<SocketTable.Row> fresh = [];
        HashSet<ulong> now = [];
        var (more, ephemeral) = (0, EphemeralPorts());
        SocketTable.Read(Path.Combine(proc, "net"), row =>
        {
            if (row.State == SocketTable.State.Listens)
            {
                // A datagram socket of a client looks like a service; its port tells.
                if (row.Protocol == "tcp" || row.Local.Port < ephemeral.First || row.Local.Port > ephemeral.Last)
                    open.TryAdd($"{row.Protocol}/{row.Local}", row);
                return;
            }
            if (now.Count < MostKnown && now.Add(row.Inode) && known is not null && !known.Contains(row.Inode))
                if (fresh.Count < MostFlows)
                    fresh.Add(row);
                else
                    more++;
        });
        if (listening)
            TellServices(open);
        if (flows)
            TellFlows(fresh, more, open);
        known = now;
    }

    private void TellServices(Dictionary<string, SocketTable.Row> open)
    {
        var before = spool.Marks(Prefix);
        var begun = open.Where(o => !before.ContainsKey(o.Key)).ToList();
        var owners = begun.Count > 0 ? Owners([.. begun.Select(o => o.Value.Inode)]) : [];
        foreach (var (name, row) in begun)
        {
            var owner = owners.TryGetValue(row.Inode, out var id) ? ProcessFacts.Of(id, proc) : null;
            spool.Append("listen", j =>
            {
                j.WriteString("event", "listens");
                j.WriteString("protocol", row.Protocol);
                j.WriteString("address", row.Local.Address.ToString());
                j.WriteNumber("port", row.Local.Port);
                j.WriteNumber("uid", row.User);
                if (owner is not null)
                {
                    j.WriteNumber("pid", owner.Id);
                    j.WriteString("name", owner.Name);
                    j.WriteString("exe", owner.Program);
                }
            }, Prefix + name, owner?.Program is { Length: > 0 } program ? program : "-");
        }
        foreach (var (name, program) in before)
        {
            if (open.ContainsKey(name) || !IPEndPoint.TryParse(name.AsSpan(name.IndexOf('/') + 1), out var point))
                continue;
            spool.Append("listen", j =>
            {
                j.WriteString("event", "ended");
                j.WriteString("protocol", name[..name.IndexOf('/')]);
                j.WriteString("address", point.Address.ToString());
                j.WriteNumber("port", point.Port);
                j.WriteString("exe", program == "-" ? "" : program);
            }, Prefix + name);
        }
    }

    private void TellFlows(List<SocketTable.Row> fresh, int more, Dictionary<string, SocketTable.Row> open)
    {
        var owners = fresh.Count > 0 ? Owners([.. fresh.Select(f => f.Inode)]) : [];
        var served = open.Values.Select(o => (o.Protocol, o.Local.Port)).ToHashSet();
        foreach (var row in fresh)
        {
            var owner = owners.TryGetValue(row.Inode, out var id) ? ProcessFacts.Of(id, proc) : null;
            spool.Append("socket", j =>
            {
                j.WriteString("event", "flow");
                j.WriteString("protocol", row.Protocol);
                j.WriteString("direction", served.Contains((row.Protocol, row.Local.Port)) ? "inbound" : "outbound");
                j.WriteString("local_address", row.Local.Address.ToString());
                j.WriteNumber("local_port", row.Local.Port);
                j.WriteString("remote_address", row.Remote.Address.ToString());
                j.WriteNumber("remote_port", row.Remote.Port);
                j.WriteNumber("uid", row.User);
                if (owner is not null)
                {
                    j.WriteNumber("pid", owner.Id);
                    j.WriteString("name", owner.Name);
                    j.WriteString("exe", owner.Program);
                }
            });
        }
        if (more > 0)
            spool.Append("agent", j =>
            {
                j.WriteString("event", "not told");
                j.WriteString("collector", "socket");
                j.WriteNumber("flows", more);
            });
    }

    private (int First, int Last) EphemeralPorts()
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(proc, "sys/net/ipv4/ip_local_port_range")).Split((char[])['\t', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && int.TryParse(words[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(words[1], CultureInfo.InvariantCulture, out var last))
                return (first, last);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException) { }
        return (32768, 60999);
    }

    /// <summary>Which process holds each of the sockets; asked only where something changed, since it looks at every process.</summary>
    private Dictionary<ulong, int> Owners(HashSet<ulong> wanted)
    {
        Dictionary<ulong, int> found = [];
        foreach (var folder in Directory.EnumerateDirectories(proc))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                foreach (var descriptor in Directory.EnumerateFiles(Path.Combine(folder, "fd")))
                    if (SocketOf(descriptor) is { } inode && wanted.Contains(inode))
                        found.TryAdd(inode, id);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or is not ours to look at.
            }
            if (found.Count == wanted.Count)
                break;
        }
        return found;
    }

    /// <summary>The inode of the socket behind a descriptor; null where it is none, or was closed while its process was looked at.</summary>
    private static ulong? SocketOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name is { } target && target.StartsWith("socket:[", StringComparison.Ordinal)
                && ulong.TryParse(target.AsSpan(8, target.Length - 9), NumberStyles.None, CultureInfo.InvariantCulture, out var inode) ? inode : null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
