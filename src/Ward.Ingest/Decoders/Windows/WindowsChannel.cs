using System.Collections.Frozen;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>A channel as Sigma's rules name it (service), and what its event ids mean.</summary>
internal sealed class WindowsChannel
{
    private readonly FrozenDictionary<int, (WindowsKind Kind, LogSource Source)> kinds;

    public WindowsChannel(string service, params ReadOnlySpan<(int Id, WindowsKind Kind)> kinds)
    {
        Source = new LogSource("", "windows", service);
        var sources = new Dictionary<string, LogSource> { [""] = Source };
        var table = new Dictionary<int, (WindowsKind, LogSource)>();
        foreach (var (id, kind) in kinds)
        {
            // One object for each category: the rules' router compares references.
            if (!sources.TryGetValue(kind.Category, out var source)) sources[kind.Category] = source = new LogSource(kind.Category, "windows", service);
            table.Add(id, (kind, source));
        }

        this.kinds = table.ToFrozenDictionary();
    }

    /// <summary>The log source of events that belong to no category.</summary>
    public LogSource Source { get; }

    public bool TryKind(int eventId, out WindowsKind kind, out LogSource source)
    {
        var known = kinds.TryGetValue(eventId, out var found);
        (kind, source) = found;
        return known;
    }
}
