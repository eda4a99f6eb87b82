using Ward.Cities;
using Ward.Configuration;
using Ward.Detect.Devices;
using Ward.Detect.Hunts;
using Ward.Detect.Indicators;
using Ward.Feeds.Kafka;
using Ward.Govern.Audit;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Search;
using Ward.Intelligence;
using Ward.Learn;
using Ward.Prescribe.Standing;
using Ward.Respond;
using Ward.Respond.Dialogue;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Server.Access.Tokens;
using Ward.Server.Application;
using Ward.Server.Application.Agents;
using Ward.Server.Application.Hunts;
using Ward.Server.Settings;
using Ward.Solver.Processes;
using Ward.Storage.Embedded;
using Ward.Storage.Embedded.Events;
using Ward.Storage.Embedded.Hunts;
using Ward.Trust.Authentication;
using Ward.Trust.Certificates;

namespace Ward.Server.Composition;

/// <summary>Who news what: joins the chapters, their storage and the dialogue with the agents. Opened before the host is built, closed after it has stopped.</summary>
internal sealed class Assembly : IAsyncDisposable
{
    /// <summary>The journal counts in bytes: what the last line and the end of its page take is less, and no work that waits.</summary>
    private const long BehindBytes = 1 << 19;

    private readonly SqliteStore store;
    private readonly JournalLog journal;
    private readonly DuckDbEventStore events;
    private readonly CityAuthority authority;
    private readonly AgentRegistry registry;
    private readonly AgentCollection collection;
    private readonly ILoggerFactory logs;
    private readonly RuleReload rules;
    private readonly StandingOptions standing;
    private readonly SolverProcess solver = new(new SolverOptions(), TimeProvider.System);

    private Assembly(ConfigurationReading.Read configuration, ServerOptions options, SqliteStore store, ILoggerFactory logs)
    {
        var (settings, time) = (configuration.Configuration, TimeProvider.System);
        NeverBlock = NeverBlockFiles.Load(ShippedContent.Find(Path.Combine("content", "never-block")), settings.Intel);
        City = new LivingCity(configuration, () => ConfigurationFile.Load(configuration.File, options.State), Path.Combine(options.State, "city"), c => c with { NeverBlock = NeverBlock.Lists }, time);
        City.Open();
        var hygiene = new Hygiene(settings.Intel.Hygiene, NeverBlock.Lists, () => City.Now);
        Intelligence = new Intelligence.Intelligence(settings.Intel, Path.Combine(options.State, "intel"), hygiene, FetchLimits.Default, time, logs.CreateLogger<Intelligence.Intelligence>());
        (this.store, this.logs) = (store, logs);
        Filters = new SiteFilters(options.State);
        IReadOnlyList<string> ruleFolders = [.. settings.RuleFolders, Filters.Folder];
        var read = ShippedContent.Read(ruleFolders, settings.Rules, RuleReading.Today(time));
        var set = read.Compile();
        authority = new CityAuthority(new KeyFolder(Path.Combine(options.State, OfflineRelease.TrustFolder)), time);
        registry = new AgentRegistry(new AgentFile(options.State));
        Actuators = new OpenC2Actuators(registry, authority, element => Probes.Of(City.Now, element), time, logs.CreateLogger<OpenC2Actuators>());
        collection = new AgentCollection(registry, authority, time);
        House = new House(new Ground(City.Now, settings.Mandates, set, settings.Response) { Living = () => City.Now, Devices = City, Software = City.Software, Agents = settings.Feeds.Where(f => f.Kind == FeedKind.Agent || f.Decoder == SoftwareWatch.Agent).Select(f => f.Id).ToHashSet(), DeviceOptions = settings.Devices, Correlations = settings.Correlations, Indicators = Intelligence, Hygiene = hygiene, Masters = solver, ChoiceDeadline = settings.Response.ChoiceDeadline, Costs = settings.Costs },
            new Stores(store.Snapshots, store.Plans, store.AfterActions, store.Audit, new ReleaseMark(options.State)), Actuators, time, logs);
        rules = new RuleReload(House.Engine, ruleFolders, settings.Rules, read, set, time);
        journal = new JournalLog(new JournalOptions { Folder = Path.Combine(options.State, "journal") });
        events = DuckDbEventStore.Open(House.City.Id, new EventStoreOptions { Folder = Path.Combine(options.State, "events", Uri.EscapeDataString(House.City.Id.Value)) }, time, logs.CreateLogger<DuckDbEventStore>());
        Choices = DecoderChoices.Open(Path.Combine(options.State, "decoders.json"), () => journal.End, time);
        standing = new StandingOptions { Costs = settings.Costs with { Hours = StandingOptions.HoursOfAMonth } };
        Retention = settings.Store;
        Feeds = settings.Feeds;
        Zone = settings.Rules.Zone;
        State = options.State;
    }

    public House House { get; }

    /// <summary>The city as it is now.</summary>
    public LivingCity City { get; }

    public OpenC2Actuators Actuators { get; }

    /// <summary>Null before <see cref="Open"/> has ended.</summary>
    public Ingestion Ingestion { get; private set; } = null!;

    /// <summary>Null before <see cref="Open"/> has ended.</summary>
    public StoreWriter StoreWriter { get; private set; } = null!;

    public Intelligence.Intelligence Intelligence { get; }

    public NeverBlockReading NeverBlock { get; }

    /// <summary>Filters that people made.</summary>
    public SiteFilters Filters { get; }

    /// <summary>What people said about who reads a feed.</summary>
    public DecoderChoices Choices { get; }

    public IEventStore Events => events;

    public Retention Retention { get; }

    private IReadOnlyList<FeedOptions> Feeds { get; }

    private string State { get; }

    private TimeZoneInfo Zone { get; }

    /// <exception cref="IOException">A store cannot be opened; the message says which and why.</exception>
    public static async Task<Assembly> Open(ConfigurationReading.Read configuration, ServerOptions options, ILoggerFactory logs)
    {
        var store = SqliteStore.Open(options.State);
        Assembly? made = null;
        try
        {
            made = new Assembly(configuration, options, store, logs);
            var start = await made.House.Detect.LoadSnapshot(CancellationToken.None);
            foreach (var feed in made.Feeds) Inbox.Ensure(options.State, feed);
            // One set for both readers of the journal, so that what is stored is what was weighed.
            var ingest = new IngestOptions { CursorFile = Path.Combine(made.State, "cursors.json"), Outside = [new KafkaConsumer()], Choices = made.Choices, ZoneAt = address => made.House.City.InnerZoneOf(address)?.Id.Value };
            made.Ingestion = new Ingestion(made.House.City.Id, made.Feeds, made.journal, start, address => made.House.City.AssetAt(address)?.Id,
                ingest, TimeProvider.System, logs.CreateLogger<Ingestion>(), made.collection);
            made.StoreWriter = new StoreWriter(made.Feeds, made.journal, made.events, address => made.House.City.AssetAt(address)?.Id, ingest, TimeProvider.System, logs.CreateLogger<StoreWriter>());
            await LocalToken.Ensure(options.State, made.House.City.Id, new Tokens(store.Tokens, TimeProvider.System), CancellationToken.None);
            return made;
        }
        catch
        {
            if (made is not null) await made.DisposeAsync();
            else await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers what the application services ask for, and the watch itself.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<CurrentCity>(() => City.Now);
        services.AddSingleton<CityStanding>(() => City.Status);
        services.AddSingleton<PastCity>((string version, out string? why) => City.At(version, out why));
        services.AddSingleton(new CityDay(TimeProvider.System, Zone));
        services.AddSingleton(City.Software);
        services.AddSingleton(standing);
        services.AddSingleton<IIngest>(Ingestion);
        services.AddSingleton<ILineIntake>(Ingestion);
        services.AddSingleton(Choices);
        services.AddSingleton<StoreProgress>(() => StoreWriter.Status);
        services.AddSingleton<IEventStore>(events);
        services.AddSingleton<CurrentRules>(() =>
        {
            var (texts, set) = rules.Current;
            return new RuleLibrary(texts, set);
        });
        services.AddSingleton(Filters);
        services.AddSingleton<CurrentFigures>(() => new EngineFigures(House.Engine.Counts, House.Engine.CountsByCorrelation, House.Engine.Costs!, House.Indicators.Indicators));
        services.AddSingleton(Intelligence);
        services.AddSingleton(NeverBlock);
        services.AddSingleton<IHuntStore>(new HuntFolder(Path.Combine(State, "hunts")));
        services.AddSingleton(new LiveLoad(() =>
        {
            var at = House.Detect.NextOffset;
            return (journal.End - at > BehindBytes, at);
        }, TimeProvider.System));
        services.AddSingleton<IRespond>(House.Respond);
        services.AddSingleton<ILearn>(House.Learn);
        services.AddSingleton(House.Detect.Risk);
        services.AddSingleton<EventClock>(() => House.Detect.EventTime);
        services.AddSingleton<IAuditTrail>(store.Audit);
        services.AddSingleton<IActuators>(Actuators);
        services.AddSingleton<IAgentRoster>(new AgentRoster(registry, new Enrolment(registry, authority, TimeProvider.System), Actuators));
        services.AddSingleton<IApiTokens>(new StoredTokens(House.City.Id, new Tokens(store.Tokens, TimeProvider.System), store.Tokens, TimeProvider.System));
        services.AddHostedService(s => new CityService(City, House.Predict, logs.CreateLogger<CityService>()));
        services.AddHostedService(s => new RuleService(rules, logs.CreateLogger<RuleService>()));
        services.AddHostedService(s => new WatchService(this, s.GetRequiredService<IHostApplicationLifetime>(), logs.CreateLogger<WatchService>()));
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        solver.Dispose();
        Actuators.Dispose();
        collection.Dispose();
        authority.Dispose();
        await events.DisposeAsync();
        await journal.DisposeAsync();
        await store.DisposeAsync();
    }
}
