using Ward.Predict.Risks;
using Ward.Prescribe.Standing;
using Ward.Risks;
using Ward.Server.Application.Accounts;
using Ward.Server.Application.Exports;
using Ward.Server.Application.Hunts;
using Ward.Server.Application.Improving;
using Ward.Server.Application.Registering;
using Ward.Server.Application.Rehearsing;
using Ward.Server.Application.Replaying;
using Ward.Server.Application.Tuning;
using Ward.Server.Settings;

namespace Ward.Server.Application;

/// <summary>The application services: everything that the console or the API can do goes through one of them.</summary>
internal static class Desks
{
    public static void AddDesks(this IServiceCollection services)
    {
        services.AddSingleton<Auditor>();
        services.AddSingleton<StatusDesk>();
        services.AddSingleton<FeedDesk>();
        services.AddSingleton<ConnectDesk>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<RiskDesk>();
        services.AddSingleton(new StandingOptions());
        services.AddSingleton(s => new RecommendationKeeper(new RecommendationFile(s.GetRequiredService<ServerOptions>().State)));
        services.AddSingleton<StandingWatch>();
        services.AddHostedService(s => s.GetRequiredService<StandingWatch>());
        services.AddSingleton<StandingDesk>();
        services.AddSingleton<RecommendationDesk>();
        services.AddSingleton(new RiskAssumptions());
        services.AddSingleton(s => new LossWatch(() => s.GetRequiredService<StandingWatch>().State, s.GetRequiredService<RiskAssumptions>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<LossWatch>>()));
        services.AddHostedService(s => s.GetRequiredService<LossWatch>());
        services.AddSingleton<LossDesk>();
        services.AddSingleton(s => new RegisterKeeper(new RegisterFolder(s.GetRequiredService<ServerOptions>().State)));
        services.AddSingleton<RegisterWatch>();
        services.AddHostedService(s => s.GetRequiredService<RegisterWatch>());
        services.AddSingleton<RegisterDesk>();
        services.AddSingleton<FlowHistory>();
        services.AddSingleton<PlanDesk>();
        services.AddSingleton<ReplayDesk>();
        services.AddSingleton<JournalDesk>();
        services.AddSingleton<SearchDesk>();
        services.AddSingleton<ExportDesk>();
        services.AddSingleton<HuntRunner>();
        services.AddHostedService(s => s.GetRequiredService<HuntRunner>());
        services.AddSingleton<HuntDesk>();
        services.AddSingleton<RulesDesk>();
        services.AddSingleton<WhyDesk>();
        services.AddSingleton<FilterDesk>();
        services.AddSingleton<IntelDesk>();
        services.AddSingleton<CityDesk>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<IngestDesk>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<UserDesk>();
        services.AddScoped<AccountDesk>();
    }
}
