using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Zones;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Respond.Approvals;
using Ward.Respond.Leases;
using Ward.Respond.Plans;
using Ward.Storage.Embedded;
using Ward.Trust.Roles;

namespace Ward.Respond.Tests;

/// <summary>A small city, its elements, a real store and one Ward process at a time.</summary>
internal sealed class Town : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-town-").FullName;
    private readonly SqliteStore store;

    public Town(ResponseOptions? options = null)
    {
        Options = options ?? new ResponseOptions { RetryPause = TimeSpan.Zero };
        Elements = new SimulatedElements(Time);
        store = SqliteStore.Open(folder);
        Start();
    }

    public ReleaseMark Mark => new(folder);

    public string Folder => folder;

    public static PlanId Id(string plan) => new(plan);

    public static Person Ann { get; } = new("ann", [Role.Approver]);

    public static Person Bob { get; } = new("bob", [Role.Approver]);

    public static Person Root { get; } = new("root", [Role.Administrator]);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Time.GetUtcNow();

    public ResponseOptions Options { get; }

    public CityModel City { get; set; } = Model();

    public SimulatedElements Elements { get; }

    public Life Life { get; private set; } = new();

    public MortalJournal Journal { get; private set; } = null!;

    public SimulatedActuators Actuators { get; private set; } = null!;

    public Response Response { get; private set; } = null!;

    public List<(ChangeRequest Request, SpentBudget Spent, bool HeldBack)> Asked { get; } = [];

    public static MandateId Mandate { get; } = new("m1");

    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Real mandates in the place of <see cref="Permit"/>, where given.</summary>
    public DecideByMandate? Book { get; set; }

    /// <summary>What the mandates say; by default everything is permitted unless held back.</summary>
    public Func<ChangeRequest, bool, Permission> Permit { get; set; } = (_, held) => held
        ? new Permission.Observed(Mandate, "held back")
        : new Permission.Permitted(Mandate, Lease, "an act mandate covers it");

    public static CityModel Model(string version = "v1", Protection? protection = null, string files = "10.0.2.20", params Flow[] flows) => new(
        new CityId("town"), "Town", version,
        [
            new Zone(new ZoneId("internet"), "Internet", ZoneKind.External, []),
            new Zone(new ZoneId("dmz"), "DMZ", ZoneKind.Perimeter, [IPNetwork.Parse("10.0.1.0/24")]),
            new Zone(new ZoneId("data"), "Data", ZoneKind.Data, [IPNetwork.Parse("10.0.2.0/24")]),
            new Zone(new ZoneId("office"), "Office", ZoneKind.Office, [IPNetwork.Parse("10.0.3.0/24")]),
        ],
        [
            Thing("www", "dmz", "10.0.1.10"), Thing("gate", "dmz", "10.0.1.1"), Thing("files", "data", files), Thing("dns", "data", "10.0.2.53"),
        ],
        [], [new Account(new AccountId("clerk"), "clerk", [new Grant(new AssetId("files"), Privilege.User)], [], false, [])],
        [
            new Flow(new FlowId("web-in"), new FlowEnd.OfZone(new ZoneId("internet")), new FlowEnd.OfAsset(new AssetId("www")), Transport.Tcp, 443, [], 900),
            new Flow(new FlowId("web-files"), new FlowEnd.OfAsset(new AssetId("www")), new FlowEnd.OfAsset(new AssetId("files")), Transport.Tcp, 445, [], 90),
            new Flow(new FlowId("ask-dns"), new FlowEnd.OfZone(new ZoneId("office")), new FlowEnd.OfAsset(new AssetId("dns")), Transport.Udp, 53, [], 9000),
            .. flows,
        ],
        [],
        [
            new Element(new ElementId("fw"), ElementKind.Nftables, new AssetId("gate"),
                [new Conduit(new ZoneId("internet"), new ZoneId("dmz")), new Conduit(new ZoneId("dmz"), new ZoneId("data")), new Conduit(new ZoneId("office"), new ZoneId("data"))], []),
            new Element(new ElementId("web"), ElementKind.Nginx, new AssetId("www"), [], [new AssetId("www")]),
        ],
        protection ?? new Protection([IPNetwork.Parse("198.51.100.0/24")], [new AssetId("dns")], [], []));

    public static Measure Deny(string address = "203.0.113.7") => new Measure.DenySource(new ElementId("fw"), IPAddress.Parse(address));

    public static Measure DenyWeb(string address = "203.0.113.7") => new Measure.DenyWeb(new ElementId("web"), IPAddress.Parse(address));

    public static Prescription Prescription(string id, int revision, IReadOnlyList<Measure> measures, string incident = "i1") => new(
        new PrescriptionId(id), new IncidentId(incident), revision, new CityId("town"), "v1", $"hash-{id}", new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero),
        measures, true, new Cost(1, 1, 0, 7), [], [], new Proof(ProofStatus.Optimal, 1, 0, "paths", true, []), [], ["because"], "harm");

    /// <summary>Carries out and waits until nothing goes on in the background.</summary>
    public async Task<Outcome> CarryOut(string id, int revision = 1, string incident = "i1", params Measure[] measures)
    {
        var outcome = await Response.CarryOut(Prescription(id, revision, measures.Length == 0 ? [Deny()] : measures, incident), Stop);
        await Response.Idle();
        return outcome;
    }

    public async Task<Plan> Plan(string id = "p1") => (await store.Plans.Find(new PlanId(id), Stop))!;

    public Task<IReadOnlyList<Plan>> All() => store.Plans.Latest(new CityId("town"), 1000, Stop);

    public async Task<IReadOnlyList<string>> Acts() => [.. (await store.Audit.Latest(1000, Stop)).Reverse().Select(r => $"{r.Entry.Actor} {r.Entry.Act}")];

    /// <summary>Time passes; Ward does what is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        Time.Advance(time);
        Elements.Arrive();
        await Response.Beat();
        await Response.Beat();
    }

    public Task Asking(int approvers = 1)
    {
        Permit = (_, held) => held ? new Permission.Observed(Mandate, "held back") : new Permission.NeedsApproval(Mandate, Lease, approvers, "an ask mandate covers it");
        return Task.CompletedTask;
    }

    /// <summary>The process dies as it stands, and another one starts on the same store and the same elements.</summary>
    public async Task Die()
    {
        try
        {
            Life.End();
        }
        catch (Life.ProcessEnded)
        {
        }

        await Response.DisposeAsync();
        Start();
    }

    public async Task DieAndRecover()
    {
        await Die();
        await Response.Recover(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Response.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Start()
    {
        Life = new Life();
        Journal = new MortalJournal(store.Plans, store.Audit, Life);
        Actuators = new SimulatedActuators(Elements, Life);
        Response = new Response(() => City, Decide, Journal, Actuators, Journal, Time, Options, NullLogger<Response>.Instance, Mark);

        Permission Decide(ChangeRequest request, Func<MandateId, SpentBudget> spent, DateTimeOffset now, bool heldBack)
        {
            if (Book is { } book) return book(request, spent, now, heldBack);
            lock (Asked) Asked.Add((request, spent(Mandate), heldBack));
            return Permit(request, heldBack);
        }
    }

    private static Asset Thing(string id, string zone, string address) =>
        new(new AssetId(id), id, new ZoneId(zone), AssetKind.Server, [IPAddress.Parse(address)], [], []);
}
