using Dapper;
using Microsoft.Data.Sqlite;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;
using Ward.Respond.Plans;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded;

/// <summary>Plans, their transitions and what they spent of the budgets.</summary>
public sealed class SqlitePlanJournal : IPlanJournal
{
    private readonly SqliteStore store;

    internal SqlitePlanJournal(SqliteStore store) => this.store = store;

    public Task Write(Plan plan, CancellationToken stop) => Write([plan], stop);

    public Task Write(IReadOnlyList<Plan> plans, CancellationToken stop)
    {
        // Made text before the queue, so that the one writer does nothing but write.
        List<(Plan Plan, string Record)> rows = [.. plans.Select(p => (p, RecordJson.Write(p)))];
        return store.Write((c, t) => rows.ForEach(r => Put(c, t, r.Plan, r.Record)), stop);
    }

    public Task<Plan?> Find(PlanId id, CancellationToken stop) => store.Read(
        c => c.QueryFirstOrDefault<string>("SELECT record FROM plans WHERE plan_id = @id ORDER BY city_id LIMIT 1", new { id = id.Value }) is { } record ? RecordJson.Read<Plan>(record) : null, stop);

    public Task<IReadOnlyList<Plan>> Latest(CityId city, int limit, CancellationToken stop) =>
        Many("WHERE city_id = @city ORDER BY created_at DESC, plan_id DESC LIMIT @limit", new { city = city.Value, limit }, stop);

    public Task<IReadOnlyList<Plan>> OfIncident(CityId city, IncidentId incident, CancellationToken stop) =>
        Many("WHERE city_id = @city AND incident_id = @incident ORDER BY revision, created_at, plan_id", new { city = city.Value, incident = incident.Value }, stop);

    public Task<IReadOnlyList<Plan>> Open(CityId city, CancellationToken stop) =>
        Many("WHERE city_id = @city AND state IN ('Proposed', 'Approved', 'Leased', 'Applied', 'Verified') ORDER BY created_at, plan_id", new { city = city.Value }, stop);

    public Task<int> TargetsSince(CityId city, MandateId mandate, DateTimeOffset since, CancellationToken stop) => store.Read(
        c => c.ExecuteScalar<int>(
            "SELECT COALESCE(SUM(targets), 0) FROM spent WHERE city_id = @city AND mandate_id = @mandate AND at >= @since",
            new { city = city.Value, mandate = mandate.Value, since = since.UtcTicks }), stop);

    public Task<IReadOnlyList<SpentTargets>> SpentSince(CityId city, DateTimeOffset since, CancellationToken stop) => store.Read<IReadOnlyList<SpentTargets>>(
        c => [.. c.Query<(string Mandate, long At, long Targets)>(
                "SELECT mandate_id, at, targets FROM spent WHERE city_id = @city AND at >= @since ORDER BY at", new { city = city.Value, since = since.UtcTicks })
            .Select(r => new SpentTargets(new MandateId(r.Mandate), new DateTimeOffset(r.At, TimeSpan.Zero), (int)r.Targets))], stop);

    public Task<bool> HeldBack(CityId city, CancellationToken stop) => store.Read(
        c => c.ExecuteScalar<long>("SELECT COALESCE(MAX(held), 0) FROM held_back WHERE city_id = @city", new { city = city.Value }) != 0, stop);

    public Task HoldBack(CityId city, bool held, CancellationToken stop) => store.Write(
        (c, t) => { c.Execute("INSERT INTO held_back (city_id, held) VALUES (@city, @held) ON CONFLICT (city_id) DO UPDATE SET held = @held", new { city = city.Value, held = held ? 1 : 0 }, t); }, stop);

    private static void Put(SqliteConnection connection, SqliteTransaction transaction, Plan plan, string record)
    {
        var key = new { city = plan.Prescription.City.Value, plan = plan.Id.Value };
        connection.Execute(
            """
            INSERT INTO plans (city_id, plan_id, incident_id, revision, state, created_at, record)
            VALUES (@city, @plan, @incident, @revision, @state, @created, @record)
            ON CONFLICT (city_id, plan_id) DO UPDATE SET state = @state, record = @record
            """,
            new
            {
                key.city, key.plan, incident = plan.Prescription.Incident.Value, revision = plan.Prescription.Revision,
                state = plan.State.ToString(), created = plan.Created.UtcTicks, record,
            },
            transaction);
        var known = connection.ExecuteScalar<int>("SELECT COUNT(*) FROM transitions WHERE city_id = @city AND plan_id = @plan", key, transaction);
        for (var i = known; i < plan.History.Count; i++)
        {
            var step = plan.History[i];
            connection.Execute(
                "INSERT INTO transitions (city_id, plan_id, ordinal, state, at, actor, reason) VALUES (@city, @plan, @ordinal, @state, @at, @by, @reason)",
                new { key.city, key.plan, ordinal = i + 1, state = step.To.ToString(), at = step.At.UtcTicks, by = step.By, reason = step.Reason },
                transaction);
            if (step.To != PlanState.Leased || plan.NewTargets <= 0) continue;
            foreach (var mandate in plan.Charged)
                connection.Execute(
                    "INSERT INTO spent (city_id, plan_id, mandate_id, at, targets) VALUES (@city, @plan, @mandate, @at, @targets) ON CONFLICT (city_id, plan_id, mandate_id) DO NOTHING",
                    new { key.city, key.plan, mandate = mandate.Value, at = step.At.UtcTicks, targets = plan.NewTargets },
                    transaction);
        }
    }

    private Task<IReadOnlyList<Plan>> Many(string where, object values, CancellationToken stop) => store.Read<IReadOnlyList<Plan>>(
        c => [.. c.Query<string>($"SELECT record FROM plans {where}", values).Select(RecordJson.Read<Plan>)], stop);
}
