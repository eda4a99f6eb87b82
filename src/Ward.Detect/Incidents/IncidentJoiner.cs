using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>
/// Joins findings into incidents. An address joins strongly; so does an address that belongs to a host on which somebody has got in.
/// A host or a login joins only attempts close in time, and never two different addresses, unless host and login agree and one of the two got in:
/// a busy server must not glue the world together. What else fails to match may be the next step over a flow of the city (<see cref="NeighbourMatch"/>).
/// Two incidents that turn out to be one are not merged; the later finding goes to the stronger match.
/// Not thread-safe, except for <see cref="Counts"/>.
/// </summary>
public sealed class IncidentJoiner
{
    private const string Tag = "incident";
    private const int Version = 4;

    private readonly CityId city;
    private readonly JoinOptions options;
    private readonly Func<IPAddress, AssetId?> assetAt;
    private readonly OfCity<CityFlows>? flows;
    // Least recently touched first.
    private LinkedList<OpenIncident> open = [];
    private Dictionary<Entity.Source, OpenIncident> bySource = [];
    private DateTimeOffset clock;
    private long opened;
    private long revisions;
    private long folded;
    private long closedEarly;
    private long dropped;

    /// <param name="assetAt">The asset of the city that has the address, or null; it lets a step from a conquered host join its incident. Must answer the same in a replay.</param>
    /// <param name="flows">The city's flows, over which a step joins; null where steps do not join.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public IncidentJoiner(CityId city, JoinOptions options, Func<IPAddress, AssetId?>? assetAt = null, OfCity<CityFlows>? flows = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.city, this.options, this.assetAt, this.flows) = (city, options, assetAt ?? (static _ => null), flows);
    }

    /// <summary>Counted since this object was made. Thread-safe.</summary>
    public JoinCounts Counts => new(
        Volatile.Read(ref opened), Volatile.Read(ref revisions), Volatile.Read(ref folded), Volatile.Read(ref closedEarly), Volatile.Read(ref dropped));

    /// <summary>Takes one finding in. Its time must be believable already.</summary>
    /// <param name="received">When Ward took the event: bounds how far a finding's own time may move the joiner's clock.</param>
    /// <returns>The incident's new revision, or null where nothing changed that is worth a decision.</returns>
    public Incident? Join(Finding finding, DateTimeOffset received) => Join(finding, received, out _);

    /// <inheritdoc cref="Join(Finding, DateTimeOffset)"/>
    /// <param name="into">The incident to which the finding belongs, whether it made a revision or not.</param>
    public Incident? Join(Finding finding, DateTimeOffset received, out IncidentId into)
    {
        // A time ahead of receipt must not age what is open; a late one must not make it younger.
        var now = finding.Time < received ? finding.Time : received;
        if (now > clock) clock = now;

        var (incident, joined) = Match(finding);
        if (incident is null)
        {
            CloseOld();
            incident = new OpenIncident(IdOf(finding), city);
            open.AddLast(incident);
            opened++;
        }
        else if (incident.Knows(finding))
        {
            into = incident.Id;
            return null;
        }
        else
        {
            open.Remove(incident);
            open.AddLast(incident);
        }

        into = incident.Id;
        incident.Touched = clock;
        var worth = incident.Absorb(finding, joined, options, ref dropped);
        foreach (var entity in finding.Entities)
            if (entity is Entity.Source source && incident.Has(source)) bySource[source] = incident;
        if (!worth)
        {
            folded++;
            return null;
        }

        incident.Revision++;
        revisions++;
        return incident.ToIncident();
    }

    public void Save(Stream state) => StateFrame.Write(state, Tag, Version, to =>
    {
        to.Write(city.Value);
        FindingCodec.WriteTime(to, clock);
        to.Write(open.Count);
        foreach (var incident in open) OpenIncidentCodec.Write(to, incident);
        // An address may have moved on to a later incident.
        to.Write(bySource.Count);
        foreach (var (source, incident) in bySource)
        {
            FindingCodec.WriteEntity(to, source);
            to.Write(incident.Id.Value);
        }
    });

    /// <summary>Takes back what <see cref="Save"/> wrote; false, with nothing changed, where it is torn, of another version or of another city.</summary>
    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        try
        {
            if (from.ReadString() != city.Value) return false;
            var savedClock = FindingCodec.ReadTime(from);
            var incidents = new LinkedList<OpenIncident>();
            var byId = new Dictionary<string, OpenIncident>(StringComparer.Ordinal);
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var incident = OpenIncidentCodec.Read(from, city);
                incidents.AddLast(incident);
                byId[incident.Id.Value] = incident;
            }

            var sources = new Dictionary<Entity.Source, OpenIncident>();
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var source = (Entity.Source)FindingCodec.ReadEntity(from);
                sources[source] = byId[from.ReadString()];
            }

            (clock, open, bySource) = (savedClock, incidents, sources);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            return false;
        }
    }

    private (OpenIncident? Incident, Joined Joined) Match(Finding finding)
    {
        if (finding.Revision > 1)
            foreach (var holder in open)
                if (holder.Findings.Exists(f => f.Id == finding.Id)) return (holder, Opens());
        foreach (var entity in finding.Entities)
            if (entity is Entity.Source source && bySource.TryGetValue(source, out var same) && IsWithin(same, finding, options.Window))
                return (same, new Joined(finding.Id, JoinReason.SharedSource, [source]));

        (OpenIncident? Incident, Joined Joined) weak = (null, Opens());
        for (var node = open.Last; node is not null; node = node.Previous)
        {
            if (ConqueredHost(node.Value, finding) is { } host) return (node.Value, new Joined(finding.Id, JoinReason.ConqueredHost, [host]));
            if (weak.Incident is null && SameAttempt(node.Value, finding) is { } shared) weak = (node.Value, new Joined(finding.Id, JoinReason.SameAttempt, shared));
        }

        return weak.Incident is not null || flows is null || finding.Meaning < Meaning.Attempt ? weak : Neighbour(finding, flows.Now) ?? weak;

        Joined Opens() => new(finding.Id, JoinReason.Opened, []);
    }

    /// <summary>
    /// The story touched last from whose conquered host the finding is one step away; else the one story that was tried next door, since of several none is
    /// likelier than another.
    /// </summary>
    private (OpenIncident?, Joined)? Neighbour(Finding finding, CityFlows cityFlows)
    {
        // What comes from outside, or from two places, is no step within the city, whatever is open: a flood of foreign addresses must not be held against every story.
        AssetId? origin = null;
        foreach (var entity in finding.Entities)
        {
            if (entity is not Entity.Source source) continue;
            if (assetAt(source.Address) is not { } asset || (origin is { } other && other != asset)) return null;
            origin = asset;
        }

        var stage = NeighbourMatch.Stage(finding);
        (OpenIncident? Incident, Joined Joined)? tried = null;
        var stories = 0;
        for (var node = open.Last; node is not null; node = node.Previous)
        {
            if (!IsWithin(node.Value, finding, options.Neighbourhood) || NeighbourMatch.Of(node.Value, finding, origin, stage, cityFlows, options.Neighbourhood) is not { } step) continue;
            if (step.FromConquered) return (node.Value, step.Joined);
            tried ??= (node.Value, step.Joined);
            stories++;
        }

        return stories == 1 ? tried : null;
    }

    private Entity.Host? ConqueredHost(OpenIncident incident, Finding finding)
    {
        if (incident.Meaning != Meaning.Compromise || !IsWithin(incident, finding, options.Window)) return null;
        foreach (var entity in finding.Entities)
        {
            if (entity is not Entity.Source source || assetAt(source.Address) is not { } asset) continue;
            var host = new Entity.Host(asset);
            if (incident.Findings.Exists(f => f.Meaning == Meaning.Compromise && f.Entities.Contains(host))) return host;
        }

        return null;
    }

    /// <summary>The host and login that both are about, where that makes them one attempt.</summary>
    private List<Entity>? SameAttempt(OpenIncident incident, Finding finding)
    {
        if (finding.Meaning < Meaning.Attempt || incident.Meaning < Meaning.Attempt || !IsWithin(incident, finding, options.Proximity)) return null;
        bool host = false, login = false, source = false;
        foreach (var entity in finding.Entities)
        {
            host |= entity is Entity.Host && incident.Has(entity);
            login |= entity is Entity.Login && incident.Has(entity);
            source |= entity is Entity.Source;
        }

        var differ = source && incident.Entities.Exists(e => e is Entity.Source);
        var same = differ
            ? host && login && (finding.Meaning == Meaning.Compromise || incident.Meaning == Meaning.Compromise)
            : host || login;
        return same ? Shared(incident, finding) : null;
    }

    // By itself, so that only the story that is found pays for it.
    private static List<Entity> Shared(OpenIncident incident, Finding finding) => [.. finding.Entities.Where(e => e is not Entity.Source && incident.Has(e))];

    private static bool IsWithin(OpenIncident incident, Finding finding, TimeSpan window) =>
        finding.Time <= incident.Updated + window && finding.Time >= incident.Opened - window;

    private void CloseOld()
    {
        while (open.First is { } oldest)
        {
            var past = clock - oldest.Value.Touched > options.Window;
            if (!past && open.Count < options.Open) return;
            if (!past) closedEarly++;
            open.RemoveFirst();
            foreach (var entity in oldest.Value.Entities)
                if (entity is Entity.Source source && bySource.TryGetValue(source, out var holder) && holder == oldest.Value) bySource.Remove(source);
        }
    }

    private static IncidentId IdOf(Finding first) =>
        new($"inc-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first.Id.Value)).AsSpan(0, 8))}");
}
