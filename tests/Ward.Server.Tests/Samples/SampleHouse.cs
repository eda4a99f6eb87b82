using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ward.Cities;
using Ward.City;
using Ward.Configuration;
using Ward.Detect.Hunts;
using Ward.Detect.Risk;
using Ward.Govern.Audit;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Search;
using Ward.Learn;
using Ward.Respond;
using Ward.Respond.Execution;
using Ward.Server.Access.Tokens;
using Ward.Server.Application;
using Ward.Server.Application.Agents;
using Ward.Server.Application.Hunts;
using Ward.Server.Settings;
using Ward.Storage.Embedded.Hunts;

namespace Ward.Server.Tests.Samples;

/// <summary>The chapters as the server sees them, in memory; in place of the composition.</summary>
internal sealed class SampleHouse
{
    private long weighed;

    public SampleHouse(TimeProvider time, bool empty = false)
    {
        var now = time.GetUtcNow();
        Story = new SampleStory(now);
        Learn = empty ? new SampleLearn() : new SampleLearn(Story.Intrusion, Story.Probe, Story.Odd);
        Respond = empty ? new SampleRespond(time, Learn) : new SampleRespond(time, Learn, Story.Waiting, Story.InForce);
        Ingest = new SampleIngest(now, empty);
        Roster = new SampleRoster(now, empty);
        Tokens = new SampleTokens(time);
        Choices = DecoderChoices.Open(null, () => 0, time);
        if (empty) return;
        foreach (var incident in new[] { Story.Odd, Story.Probe, Story.Intrusion }.Select(r => r.Incident))
            foreach (var finding in incident.Findings) Risk.Observe(finding, incident.Id, []);
    }

    public SampleStory Story { get; }

    public SampleLearn Learn { get; }

    public SampleRespond Respond { get; }

    public SampleIngest Ingest { get; }

    public SampleRoster Roster { get; }

    public SampleTokens Tokens { get; }

    public DecoderChoices Choices { get; }

    public StoreWriterStatus Progress { get; set; } = new(3, 3, 0, TimeSpan.Zero, null, null);

    public SampleEvents Events { get; } = new();

    /// <summary>True while the live watch has work waiting.</summary>
    public bool Busy { get; set; }

    internal RuleLibrary Library { get; set; } = SampleRules.Make();

    public SampleAudit Audit { get; } = new();

    /// <summary>The risk of all that the incidents name.</summary>
    public RiskBook Risk { get; } = new(new CityId("seaford"), new RiskOptions());

    public void Add(WebApplicationBuilder builder) => builder.Services
        .AddSingleton<CurrentCity>(() => SampleCity.Now).AddSingleton<CityStanding>(() => SampleCity.Standing).AddSingleton<PastCity>(SampleCity.Past).AddSingleton(SoftwareBook.Open("")).AddSingleton(s => new CityDay(s.GetRequiredService<TimeProvider>(), TimeZoneInfo.Utc))
        .AddSingleton<IIngest>(Ingest).AddSingleton<ILineIntake>(Ingest)
        .AddSingleton(Choices)
        .AddSingleton<StoreProgress>(() => Progress)
        .AddSingleton<IEventStore>(Events)
        .AddSingleton<CurrentRules>(() => Library)
        .AddSingleton(s => SampleIntel.Make(s.GetRequiredService<ServerOptions>().State, TimeProvider.System.GetUtcNow())).AddSingleton(SampleIntel.Never)
        .AddSingleton(new LiveLoad(() => (Busy, Interlocked.Increment(ref weighed)), TimeProvider.System))
        .AddSingleton<IHuntStore>(s => new HuntFolder(Path.Combine(s.GetRequiredService<ServerOptions>().State, "hunts")))
        .AddSingleton<IRespond>(Respond).AddSingleton<IActuators>(Respond)
        .AddSingleton<ILearn>(Learn)
        .AddSingleton(s => new SiteFilters(s.GetRequiredService<ServerOptions>().State))
        .AddSingleton<CurrentFigures>(() => SampleRules.Figures)
        .AddSingleton(Risk).AddSingleton<EventClock>(() => Risk.Clock)
        .AddSingleton<IAuditTrail>(Audit)
        .AddSingleton<IAgentRoster>(Roster)
        .AddSingleton<IApiTokens>(Tokens);
}
