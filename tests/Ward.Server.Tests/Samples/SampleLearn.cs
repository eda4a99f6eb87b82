using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;

namespace Ward.Server.Tests.Samples;

/// <summary>After-action records in memory.</summary>
internal sealed class SampleLearn(params AfterActionRecord[] start) : ILearn
{
    private readonly Lock gate = new();
    private readonly List<AfterActionRecord> records = [.. start];

    public void Add(Outcome outcome) => Change(outcome.Incident, r => r with { Outcomes = [.. r.Outcomes, outcome] });

    public void Add(AfterActionRecord record)
    {
        lock (gate) records.Add(record);
    }

    public Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>What prescriptions were chosen from.</summary>
    public Dictionary<PrescriptionId, KeptChoice> Choices { get; } = [];

    public Task Keep(Prescription prescription, CancellationToken stop) => throw new NotSupportedException();

    public Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop) => Task.FromResult(Choices.GetValueOrDefault(prescription));

    public Task Note(Outcome outcome, CancellationToken stop) => throw new NotSupportedException();

    public Task<bool> Judge(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop) =>
        Task.FromResult(Change(incident, r => r with { Judgements = [.. r.Judgements, judgement] }));

    public Task<Incident> Believed(Incident incident, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<Incident> Again(CityId city, Func<string> version, CancellationToken stop) => throw new NotSupportedException();

    public Task<AfterActionRecord?> Recall(CityId city, IncidentId incident, CancellationToken stop)
    {
        lock (gate) return Task.FromResult(records.Find(r => r.Incident.Id == incident));
    }

    public Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<AfterActionRecord>>([.. records.Take(limit)]);
    }

    private bool Change(IncidentId id, Func<AfterActionRecord, AfterActionRecord> change)
    {
        lock (gate)
        {
            var at = records.FindIndex(r => r.Incident.Id == id);
            if (at >= 0) records[at] = change(records[at]);
            return at >= 0;
        }
    }
}
