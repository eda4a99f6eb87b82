namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// The templates that each exporter has told, by its address and observation domain, and the sets that came before their template. Bounded in every
/// direction, since an exporter's address can be forged: when a limit is met the one that was told longest ago goes. Both are kept in the order in which
/// they came, so that no step looks at more than it takes: a full table costs as much as an empty one. Not thread-safe.
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

    private readonly Dictionary<(Exporter From, ushort Id), Told> templates = [];

    /// <summary>All of them, and those of one exporter; what was told longest ago is first.</summary>
    private readonly LinkedList<Told> told = [];
    private readonly Dictionary<Exporter, LinkedList<Told>> perExporter = [];

    /// <summary>All that wait, and those for one template; what has waited longest is first.</summary>
    private readonly LinkedList<Waiting> waiting = [];
    private readonly Dictionary<(Exporter From, ushort Id), Queue<LinkedListNode<Waiting>>> waitingFor = [];
    private int waitingBytes;

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
        template = templates.TryGetValue((from, id), out var found) ? found.Template : null!;
        return found is not null;
    }

    public void Tell(Exporter from, ushort id, FlowTemplate template)
    {
        Sweep();
        if (templates.TryGetValue((from, id), out var before)) Remove(before);
        else if (perExporter.TryGetValue(from, out var its) && its.Count >= MostOfExporter) Remove(its.First!.Value);
        else if (templates.Count >= MostTemplates) Remove(told.First!.Value);
        var now = new Told(from, id, template, time.GetUtcNow());
        templates[(from, id)] = now;
        told.AddLast(now.OfAll);
        if (!perExporter.TryGetValue(from, out var all)) perExporter[from] = all = [];
        all.AddLast(now.OfExporter);
    }

    /// <summary>A template that was told with no fields is withdrawn (RFC 7011 section 8.1).</summary>
    public void Withdraw(Exporter from, ushort id)
    {
        if (templates.TryGetValue((from, id), out var found)) Remove(found);
    }

    /// <summary>Keeps a copy of the set until its template is told.</summary>
    public void Wait(Exporter from, ushort id, FlowHeader header, ReadOnlySpan<byte> set)
    {
        Sweep();
        while (waiting.Count > 0 && (waiting.Count >= MostWaiting || waitingBytes + set.Length > MostWaitingBytes)) GiveUp();
        if (!waitingFor.TryGetValue((from, id), out var its)) waitingFor[(from, id)] = its = new();
        its.Enqueue(waiting.AddLast(new Waiting(from, id, header, set.ToArray(), time.GetUtcNow())));
        waitingBytes += set.Length;
    }

    /// <summary>The sets that waited for this template, in the order in which they came.</summary>
    public List<(FlowHeader Header, byte[] Set)> TakeWaiting(Exporter from, ushort id)
    {
        if (!waitingFor.Remove((from, id), out var its)) return [];
        List<(FlowHeader, byte[])> found = [];
        foreach (var node in its)
        {
            waiting.Remove(node);
            waitingBytes -= node.Value.Set.Length;
            found.Add((node.Value.Header, node.Value.Set));
        }

        return found;
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        while (waiting.First is { } first && now - first.Value.Since > Patience) GiveUp();
        while (told.First is { } oldest && now - oldest.Value.At > Life) Remove(oldest.Value);
    }

    private void GiveUp()
    {
        var first = waiting.First!.Value;
        waiting.RemoveFirst();
        waitingBytes -= first.Set.Length;
        var its = waitingFor[(first.From, first.Id)];
        its.Dequeue();
        if (its.Count == 0) waitingFor.Remove((first.From, first.Id));
        Lost++;
    }

    private void Remove(Told gone)
    {
        templates.Remove((gone.From, gone.Id));
        told.Remove(gone.OfAll);
        var its = perExporter[gone.From];
        its.Remove(gone.OfExporter);
        if (its.Count == 0) perExporter.Remove(gone.From);
    }

    private sealed record Waiting(Exporter From, ushort Id, FlowHeader Header, byte[] Set, DateTimeOffset Since);

    /// <summary>A template, when it was told, and where it stands in both orders.</summary>
    private sealed class Told
    {
        public Told(Exporter from, ushort id, FlowTemplate template, DateTimeOffset at)
        {
            (From, Id, Template, At) = (from, id, template, at);
            (OfAll, OfExporter) = (new(this), new(this));
        }

        public Exporter From { get; }

        public ushort Id { get; }

        public FlowTemplate Template { get; }

        public DateTimeOffset At { get; }

        public LinkedListNode<Told> OfAll { get; }

        public LinkedListNode<Told> OfExporter { get; }
    }
}
