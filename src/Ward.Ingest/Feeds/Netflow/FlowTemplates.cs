namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// The templates that each exporter has told, by its address and observation domain, and the sets that came before their template. Bounded in every
/// direction, since an exporter's address can be forged: when a limit is met the one that was told longest ago goes. Not thread-safe.
/// </summary>
internal sealed class FlowTemplates(TimeProvider time)
{
    /// <summary>Templates of all exporters together, and of one.</summary>
    public const int MostTemplates = 16_384, MostOfExporter = 512;

    /// <summary>Sets that wait for their template, and their bytes together.</summary>
    public const int MostWaiting = 1024, MostWaitingBytes = 1 << 20;

    /// <summary>A template not told again for this long is forgotten; exporters repeat theirs every few minutes (RFC 3954 section 9, RFC 7011 section 8.4).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>A set whose template does not come within this time is given up and counted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(Exporter From, ushort Id), FlowTemplate> templates = [];
    private readonly Dictionary<Exporter, int> perExporter = [];
    private readonly Queue<Waiting> waiting = new();
    private int waitingBytes;
    private DateTimeOffset swept;

    /// <summary>Sets given up since the last time this was asked.</summary>
    public int TakeLost()
    {
        var lost = Lost;
        Lost = 0;
        return lost;
    }

    private int Lost { get; set; }

    public bool TryFind(Exporter from, ushort id, out FlowTemplate template)
    {
        Sweep();
        return templates.TryGetValue((from, id), out template!);
    }

    public void Tell(Exporter from, ushort id, FlowTemplate template)
    {
        Sweep();
        template.Told = time.GetUtcNow();
        if (templates.ContainsKey((from, id)))
        {
            templates[(from, id)] = template;
            return;
        }

        if (perExporter.GetValueOrDefault(from) >= MostOfExporter) Remove(Oldest(from));
        else if (templates.Count >= MostTemplates) Remove(Oldest(null));
        templates[(from, id)] = template;
        perExporter[from] = perExporter.GetValueOrDefault(from) + 1;
    }

    /// <summary>A template that was told with no fields is withdrawn (RFC 7011 section 8.1).</summary>
    public void Withdraw(Exporter from, ushort id)
    {
        if (templates.ContainsKey((from, id))) Remove((from, id));
    }

    /// <summary>Keeps a copy of the set until its template is told.</summary>
    public void Wait(Exporter from, ushort id, FlowHeader header, ReadOnlySpan<byte> set)
    {
        Sweep();
        while (waiting.Count > 0 && (waiting.Count >= MostWaiting || waitingBytes + set.Length > MostWaitingBytes)) GiveUp();
        waiting.Enqueue(new Waiting(from, id, header, set.ToArray(), time.GetUtcNow()));
        waitingBytes += set.Length;
    }

    /// <summary>The sets that waited for this template, in the order in which they came.</summary>
    public List<(FlowHeader Header, byte[] Set)> TakeWaiting(Exporter from, ushort id)
    {
        List<(FlowHeader, byte[])> found = [];
        for (var left = waiting.Count; left > 0; left--)
        {
            var one = waiting.Dequeue();
            if (one.From == from && one.Id == id)
            {
                found.Add((one.Header, one.Set));
                waitingBytes -= one.Set.Length;
            }
            else waiting.Enqueue(one);
        }

        return found;
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        while (waiting.TryPeek(out var first) && now - first.Since > Patience) GiveUp();
        if (now - swept < TimeSpan.FromMinutes(1)) return;
        swept = now;
        foreach (var (key, template) in templates)
            if (now - template.Told > Life) Remove(key);
    }

    private void GiveUp()
    {
        waitingBytes -= waiting.Dequeue().Set.Length;
        Lost++;
    }

    private void Remove((Exporter From, ushort Id) key)
    {
        templates.Remove(key);
        if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(perExporter, key.From, out _) == 0) perExporter.Remove(key.From);
    }

    private (Exporter From, ushort Id) Oldest(Exporter? of)
    {
        var oldest = (Key: default((Exporter, ushort)), Told: DateTimeOffset.MaxValue);
        foreach (var (key, template) in templates)
            if ((of is null || key.From == of) && template.Told < oldest.Told) oldest = (key, template.Told);
        return oldest.Key;
    }

    private sealed record Waiting(Exporter From, ushort Id, FlowHeader Header, byte[] Set, DateTimeOffset Since);
}
