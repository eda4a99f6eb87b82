using System.Reflection;
using Ward.Learn;
using Ward.Respond;
using Ward.Respond.Plans;
using Ward.Server.Access;
using Ward.Server.Application.Agents;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The state of the watch, and who asks.</summary>
internal sealed class StatusDesk(Gate gate, CurrentCity city, ILearn learn, IRespond respond, FeedDesk feeds, IAgentRoster roster, StoreProgress progress, TimeProvider time)
{
    private readonly DateTimeOffset started = time.GetUtcNow();

    public static string Version { get; } =
        typeof(StatusDesk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public async Task<Answer<StatusView>> Status(Caller who, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<StatusView>.Denied(refusal);
        var now = city();
        var records = await learn.Latest(now.Id, IncidentDesk.Most, stop);
        var plans = await respond.Plans(now.Id, PlanDesk.Most, stop);
        var seen = feeds.Now();
        var agents = await roster.All(stop);
        return new Answer<StatusView>.Ok(new StatusView(
            now.Id.Value, now.Name, now.Version, Version, time.GetUtcNow(), started, respond.HeldBack,
            records.Count(r => IncidentTelling.IsOpen(r, plans)),
            plans.Count(p => p.State == PlanState.Proposed), plans.Count(p => PlanTelling.IsInForce(p.State)),
            seen.Count, seen.Count(f => f.State is not ("ok" or "waiting")), agents.Count, agents.Count(a => a.Reachable), StoreTelling.Tell(progress())));
    }

    /// <summary>How far the searchable history is behind.</summary>
    public async Task<Answer<StoreView>> Store(Caller who) =>
        await gate.Refuses(who, Permission.See) is { } refusal ? new Answer<StoreView>.Denied(refusal) : new Answer<StoreView>.Ok(StoreTelling.Tell(progress()));

    public static MeView Me(Caller who) =>
        new(who.Name, who.Token, who.Roles, who.SecondFactor, [.. Enum.GetValues<Permission>().Where(who.May).Select(Names.Of)]);
}
