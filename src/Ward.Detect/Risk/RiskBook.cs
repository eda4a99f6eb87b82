using System.ComponentModel.DataAnnotations;
using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Risk;

/// <summary>
/// Risk per entity: every finding adds to the entities that it names, repeats add ever less, all of it fades on event time. An entity that quiet findings of
/// different detectors take over a threshold is told of as a finding of its own (risk-based alerting). Risk alone moves no belief and no measure.
/// The same findings in the same order give the same figures. Thread-safe.
/// </summary>
public sealed class RiskBook
{
    private const string Tag = "risk";
    private const int Version = 2;

    /// <summary>Points below which an entity is forgotten as faded.</summary>
    private const double Faded = 0.25;

    private static readonly Comparer<RiskEntry> ByRank = Comparer<RiskEntry>.Create((a, b) => a.Rank.CompareTo(b.Rank) is var order and not 0 ? order : a.Number.CompareTo(b.Number));
    private readonly Lock gate = new();
    private readonly CityId city;
    private readonly RiskOptions options;
    private readonly Func<IPAddress, AssetId?> assetAt;
    private Dictionary<Entity, RiskEntry> entries = [];

    // Least risk first.
    private SortedSet<RiskEntry> ranked = new(ByRank);
    private DateTimeOffset clock;
    private long numbers;
    private long told;
    private long evicted;
    private long merged;

    /// <param name="assetAt">The asset of the city that has the address: what is done from it counts as the asset's. Must answer the same in a replay.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public RiskBook(CityId city, RiskOptions options, Func<IPAddress, AssetId?>? assetAt = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.city, this.options, this.assetAt) = (city, options, assetAt ?? (static _ => null));
    }

    public RiskOptions Options => options;

    /// <summary>Event time of the newest finding taken in.</summary>
    public DateTimeOffset Clock
    {
        get
        {
            lock (gate) return clock;
        }
    }

    public RiskCounts Counts
    {
        get
        {
            lock (gate) return new RiskCounts(entries.Count, told, evicted, merged);
        }
    }

    /// <summary>Takes one finding in. A further revision of a finding adds nothing: the first was counted.</summary>
    /// <param name="incident">The incident that it went into.</param>
    /// <param name="findings">Receives what is told of the entities that it took over the threshold.</param>
    public void Observe(Finding finding, IncidentId incident, ICollection<Finding> findings)
    {
        if (finding.Revision > 1 || finding.Detector == RiskFinding.Detector) return;
        lock (gate)
        {
            if (finding.Time > clock) clock = finding.Time;
            foreach (var entity in finding.Entities.Select(Own).Distinct())
            {
                var entry = Add(entity, finding, incident);
                if (!IsToBeTold(entry, finding)) continue;
                entry.Told = finding.Time;
                told++;
                findings.Add(RiskFinding.Of(entry.Shown(entry.At, options), finding, options));
            }

            Forget();
        }
    }

    /// <summary>The entities of most risk, most first.</summary>
    /// <param name="now">By event time; what is newer than it stands as it is.</param>
    public IReadOnlyList<EntityRisk> Highest(int most, DateTimeOffset now)
    {
        lock (gate) return [.. ranked.Reverse().Take(most).Select(e => e.Shown(now, options))];
    }

    /// <summary>The risk of one entity; null where nothing is remembered of it.</summary>
    public EntityRisk? Of(Entity entity, DateTimeOffset now)
    {
        lock (gate) return entries.GetValueOrDefault(Own(entity))?.Shown(now, options);
    }

    public void Save(Stream state)
    {
        lock (gate)
        {
            StateFrame.Write(state, Tag, Version, to =>
            {
                to.Write(city.Value);
                FindingCodec.WriteTime(to, clock);
                to.Write(numbers);
                to.Write(ranked.Count);
                foreach (var entry in ranked) RiskCodec.Write(to, entry);
            });
        }
    }

    /// <summary>Takes back what <see cref="Save"/> wrote; false, with nothing changed, where it is torn, of another version or of another city.</summary>
    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        try
        {
            if (from.ReadString() != city.Value) return false;
            var (savedClock, savedNumbers) = (FindingCodec.ReadTime(from), from.ReadInt64());
            var (read, order) = (new Dictionary<Entity, RiskEntry>(), new SortedSet<RiskEntry>(ByRank));
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var entry = RiskCodec.Read(from);
                if (!order.Add(entry)) return false;
                read.Add(entry.Entity, entry);
            }

            lock (gate) (clock, numbers, entries, ranked) = (savedClock, savedNumbers, read, order);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What is done from an address of the city's own is the asset's doing.</summary>
    private Entity Own(Entity entity) => entity is Entity.Source source && assetAt(source.Address) is { } asset ? new Entity.Host(asset) : entity;

    private RiskEntry Add(Entity entity, Finding finding, IncidentId incident)
    {
        if (entries.TryGetValue(entity, out var entry)) ranked.Remove(entry);
        else entries.Add(entity, entry = new RiskEntry(entity, numbers++));
        entry.Add(finding, incident, options, ref merged);
        ranked.Add(entry);
        return entry;
    }

    private bool IsToBeTold(RiskEntry entry, Finding finding)
    {
        if (RiskWeight.Of(finding) >= options.Loud) return false;
        if (entry.Told is { } before && (finding.Time - before).Duration() < options.Refractory) return false;
        var (points, detectors) = (0.0, 0);
        foreach (var tally in entry.Tallies)
        {
            if (tally.Heaviest >= options.Loud) continue;
            points += tally.Points;
            if (tally.Points >= options.LeastShare) detectors++;
        }

        return points >= options.Threshold && detectors >= options.LeastDetectors;
    }

    private void Forget()
    {
        while (ranked.Min is { } least)
        {
            var faded = least.Points * RiskEntry.Left(least.At, clock, options.HalfLife) < Faded;
            if (!faded && ranked.Count <= options.Entities) return;
            if (!faded) evicted++;
            ranked.Remove(least);
            entries.Remove(least.Entity);
        }
    }
}
