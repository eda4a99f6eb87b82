using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded;

/// <summary>After-action records. Outcomes may come before the incident that they belong to; they wait for it.</summary>
public sealed class SqliteAfterActions : IAfterActionStore
{
    /// <summary>Choices that are kept of one incident, the newest; and of those that took no measure, only the last of all.</summary>
    internal const int MostChoices = 20;

    private readonly SqliteStore store;

    internal SqliteAfterActions(SqliteStore store) => this.store = store;

    public Task Upsert(AfterActionRecord record, CancellationToken stop)
    {
        var row = new
        {
            city = record.Incident.City.Value, incident = record.Incident.Id.Value, revision = record.Incident.Revision, updated = record.Incident.Updated.UtcTicks,
            incidentText = RecordJson.Write(record.Incident), forecast = RecordJson.Write(record.Forecast), prescription = RecordJson.Write(record.Prescription),
        };
        return store.Write((c, t) =>
        {
            c.Execute(
                """
                INSERT INTO incidents (city_id, incident_id, revision, updated_at, incident, forecast, prescription)
                VALUES (@city, @incident, @revision, @updated, @incidentText, @forecast, @prescription)
                ON CONFLICT (city_id, incident_id) DO UPDATE SET revision = @revision, updated_at = @updated,
                  incident = @incidentText, forecast = @forecast, prescription = @prescription WHERE incidents.revision <= @revision
                """,
                row, t);
            foreach (var outcome in record.Outcomes) Put(c, t, "outcomes", row.city, row.incident, outcome.At, RecordJson.Write(outcome));
            foreach (var judgement in record.Judgements) Put(c, t, "judgements", row.city, row.incident, judgement.At, RecordJson.Write(judgement));
        }, stop);
    }

    public Task Add(Outcome outcome, CancellationToken stop) => store.Write(
        (c, t) => Put(c, t, "outcomes", outcome.City.Value, outcome.Incident.Value, outcome.At, RecordJson.Write(outcome)), stop);

    public Task<bool> Add(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop) => store.Write((c, t) =>
    {
        if (c.ExecuteScalar<long>("SELECT COUNT(*) FROM incidents WHERE city_id = @city AND incident_id = @incident", new { city = city.Value, incident = incident.Value }, t) == 0) return false;
        Put(c, t, "judgements", city.Value, incident.Value, judgement.At, RecordJson.Write(judgement));
        return true;
    }, stop);

    public Task<IReadOnlyList<Judgement>> Judgements(CityId city, IncidentId incident, CancellationToken stop) => store.Read<IReadOnlyList<Judgement>>(
        c => [.. c.Query<string>("SELECT record FROM judgements WHERE city_id = @city AND incident_id = @incident ORDER BY at, ordinal", new { city = city.Value, incident = incident.Value }).Select(RecordJson.Read<Judgement>)], stop);

    public Task Keep(KeptChoice choice, CancellationToken stop)
    {
        var (p, ground) = (choice.Prescription, choice.Ground);
        var row = new
        {
            city = p.City.Value, id = p.Id.Value, incident = p.Incident.Value, revision = p.Revision, at = ground.At.UtcTicks, form = ground.Form, measures = p.Measures.Count, most = MostChoices, prescription = RecordJson.Write(p), groundText = RecordJson.Write(ground),
        };
        return store.Write((c, t) =>
        {
            c.Execute(
                """
                INSERT INTO choices (city_id, prescription_id, incident_id, revision, at, form, measures, prescription, ground) VALUES (@city, @id, @incident, @revision, @at, @form, @measures, @prescription, @groundText)
                ON CONFLICT (city_id, prescription_id) DO NOTHING
                """,
                row, t);
            // Whoever attacks makes as many revisions as he likes.
            c.Execute(
                """
                DELETE FROM choices WHERE city_id = @city AND incident_id = @incident AND
                  ((measures = 0 AND revision < @revision) OR prescription_id NOT IN
                    (SELECT prescription_id FROM choices WHERE city_id = @city AND incident_id = @incident ORDER BY revision DESC, at DESC, prescription_id LIMIT @most))
                """,
                row, t);
        }, stop);
    }

    public Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop) => store.Read(
        c =>
        {
            var row = c.QueryFirstOrDefault<(long Form, string Prescription, string Ground)>("SELECT form, prescription, ground FROM choices WHERE city_id = @city AND prescription_id = @id", new { city = city.Value, id = prescription.Value });
            if (row.Prescription is null) return null;
            if (row.Form > ChoiceGround.Present) throw new IOException($"what {prescription} was chosen from is kept in form {row.Form}, and this Ward knows forms up to {ChoiceGround.Present}; use the newer Ward");
            return new KeptChoice(RecordJson.Read<Prescription>(row.Prescription), RecordJson.Read<ChoiceGround>(row.Ground));
        }, stop);

    public Task<AfterActionRecord?> Find(CityId city, IncidentId incident, CancellationToken stop) => store.Read(
        c => Many(c, "WHERE city_id = @city AND incident_id = @incident", new { city = city.Value, incident = incident.Value }).FirstOrDefault(), stop);

    public Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop) => store.Read<IReadOnlyList<AfterActionRecord>>(
        c => Many(c, "WHERE city_id = @city ORDER BY updated_at DESC, incident_id DESC LIMIT @limit", new { city = city.Value, limit }), stop);

    /// <summary>Equal records are one row, whoever brings them twice.</summary>
    private static void Put(SqliteConnection connection, SqliteTransaction transaction, string table, string city, string incident, DateTimeOffset at, string record) =>
        connection.Execute(
            $"""
            INSERT INTO {table} (city_id, incident_id, digest, at, ordinal, record)
            SELECT @city, @incident, @digest, @at, COALESCE(MAX(ordinal), 0) + 1, @record FROM {table} WHERE city_id = @city AND incident_id = @incident
            ON CONFLICT (city_id, incident_id, digest) DO NOTHING
            """,
            new { city, incident, digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record))), at = at.UtcTicks, record },
            transaction);

    private static List<AfterActionRecord> Many(SqliteConnection connection, string where, object values)
    {
        // One moment for all the queries, whatever the writer does meanwhile.
        using var moment = connection.BeginTransaction(deferred: true);
        return
        [
            .. connection.Query<(string City, string Id, string Incident, string Forecast, string Prescription)>(
                    $"SELECT city_id, incident_id, incident, forecast, prescription FROM incidents {where}", values, moment)
                .Select(r => new AfterActionRecord(
                    RecordJson.Read<Incident>(r.Incident), RecordJson.Read<Forecast>(r.Forecast), RecordJson.Read<Prescription>(r.Prescription),
                    Rows<Outcome>("outcomes", r.City, r.Id), Rows<Judgement>("judgements", r.City, r.Id))),
        ];

        List<T> Rows<T>(string table, string city, string incident)
            where T : class =>
            [
                .. connection.Query<string>($"SELECT record FROM {table} WHERE city_id = @city AND incident_id = @incident ORDER BY at, ordinal", new { city, incident }, moment)
                    .Select(RecordJson.Read<T>),
            ];
    }
}
