using System.Net;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Baselines;
using Ward.Detect.Devices;
using Ward.Detect.Incidents;
using Ward.Detect.Indicators;
using Ward.Detect.Risk;
using Ward.Detect.Rules;
using Ward.Govern.Mandates;
using Ward.Ingest;
using Ward.Learn;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;

namespace Ward;

/// <summary>The chapters of one city, put together. Server, CLI and tests differ only in what they put behind the ports.</summary>
public sealed class House : IAsyncDisposable
{
    private const int SideBySide = 8;
    private readonly Func<CityModel> city;
    private readonly ILoggerFactory logs;
    private readonly TimeProvider time;

    public House(Ground ground, Stores stores, IActuators actuators, TimeProvider time, ILoggerFactory logs)
    {
        (city, this.time, this.logs) = (ground.Living ?? (() => ground.City), time, logs);
        Engine = new RuleEngine(ground.Rules, ground.Correlations, time);
        Indicators = new IndicatorWatch(ground.Indicators, ground.Hygiene ?? new Hygiene(new HygieneOptions(), NeverBlock.None, city), city, new IndicatorOptions());
        IReadOnlyList<IBaseline> baselines = [new SignInBaseline(new SignInOptions()), Indicators, .. ground.Devices is { } book ? [new DeviceWatch(city, book, ground.DeviceOptions)] : Array.Empty<IBaseline>(),
            .. ground.Software is { } software ? [new SoftwareWatch(software, ground.Agents)] : Array.Empty<IBaseline>()];
        Detect = new Detection(Engine, baselines, new IncidentJoiner(City.Id, new JoinOptions(), AssetAt, new OfCity<CityFlows>(city, c => new CityFlows(c))),
            stores.Snapshots, City.Id, time, new DetectionOptions(), logs.CreateLogger<Detection>(), new RiskBook(City.Id, new RiskOptions(), AssetAt));
        Predict = new Foresight(city);
        Prescribe = ground.Masters is { } masters ? new Choice(Choosing(ground, time), masters) : new Choice(Choosing(ground, time));
        Respond = new Response(city, Decide(ground, city), stores.Plans, actuators, stores.Audit, time,
            new ResponseOptions { ApprovalLifetime = ground.Response.ApprovalLifetime }, logs.CreateLogger<Response>(), stores.Released);
        Learn = new Learning(stores.AfterActions, time, logs.CreateLogger<Learning>());
    }

    /// <summary>The city of this moment; its id never changes.</summary>
    public CityModel City => city();

    private AssetId? AssetAt(IPAddress address) => City.AssetAt(address)?.Id;

    public RuleEngine Engine { get; }

    /// <summary>What looks at every event for what the threat feeds name.</summary>
    public IndicatorWatch Indicators { get; }

    public Detection Detect { get; }

    public Foresight Predict { get; }

    public Choice Prescribe { get; }

    public Response Respond { get; }

    public Learning Learn { get; }

    /// <summary>Keeps the watch until stopped, or until the feeds end. The first part that fails ends the others.</summary>
    public Task Run(IIngest ingest, CancellationToken stop) => Run(new Chapters(ingest, Detect, Predict, Prescribe, Respond, Learn), stop);

    /// <summary>The same with other chapters behind the watch; tests put nothing in the place of one.</summary>
    internal async Task Run(Chapters chapters, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Predict.Warm(stop);
        await Respond.Recover(stop).ConfigureAwait(false);
        var watch = new Watch(chapters.Ingest, chapters.Detect, chapters.Predict, chapters.Prescribe, chapters.Respond, chapters.Learn, new Lanes(SideBySide, time, logs.CreateLogger<Lanes>()));
        var noted = Learn.Follow(Respond.Outcomes(ending.Token), ending.Token);
        await Learn.CatchUp(await Respond.Plans(City.Id, int.MaxValue, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        Task[] parts = [watch.Keep(chapters.Learn.Again(City.Id, () => City.Version, ending.Token), ending.Token), Respond.Run(ending.Token), noted];
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => Respond.DisposeAsync();

    /// <summary>Kinds of measures that some mandate names may be chosen besides those that always may.</summary>
    private static ChoiceOptions Choosing(Ground ground, TimeProvider time) => new()
    {
        Kinds = ChoiceOptions.AtOnce.Concat(ground.Mandates.SelectMany(m => m.Actions)).ToHashSet(),
        Mandates = ground.Mandates,
        Costs = ground.Costs,
        Deadline = ground.ChoiceDeadline,
        Time = time,
    };

    private static DecideByMandate Decide(Ground ground, Func<CityModel> city)
    {
        var book = new OfCity<MandateBook>(city, c => new MandateBook(ground.Mandates, c.Zones.ToDictionary(z => z.Id, z => z.Kind)));
        return (request, spent, now, heldBack) => book.Now.Decide(request, spent, now, heldBack);
    }
}
