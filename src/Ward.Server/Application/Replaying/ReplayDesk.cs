using Ward.Learn;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;
using Ward.Respond.Plans;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Replaying;

/// <summary>Past decisions on the model of their moment, and on today's. One at a time, behind the live watch.</summary>
internal sealed class ReplayDesk(Gate gate, CurrentCity current, PastCity past, ILearn learn, IRespond respond, TimeProvider time) : IDisposable
{
    /// <summary>How long each choice may search that is made again.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string NotKept = "It cannot be replayed: it was made before Ward kept what a choice rests on (the incident as it was believed, the settings, the never-block lists). What is recorded of it is its plan, the version of the city, the bound and the gap.";

    private readonly SemaphoreSlim one = new(1, 1);

    /// <param name="id">Of a prescription, which is that of its plan.</param>
    /// <param name="choose">Whether the choice is made again, too.</param>
    public async Task<Answer<ReplayView>> Replay(Caller who, string id, bool choose, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ReadJournal) is { } refusal) return new Answer<ReplayView>.Denied(refusal);
        KeptChoice? kept;
        try
        {
            kept = await learn.Choice(current().Id, new PrescriptionId(id), stop);
        }
        catch (IOException e)
        {
            return new Answer<ReplayView>.Conflict($"It cannot be replayed: {e.Message}");
        }

        if (kept is null)
            return await respond.Find(new PlanId(id), stop) is { } plan ? new Answer<ReplayView>.Ok(ReplayTelling.Tell(current(), plan.Prescription, null, NotKept, null, null)) : new Answer<ReplayView>.NotFound("prescription with this id");
        if (past(kept.Prescription.CityVersion, out var why) is not { } city)
            return new Answer<ReplayView>.Ok(ReplayTelling.Tell(current(), kept.Prescription, kept.Ground, $"It cannot be replayed on the model of its moment: {why}.", null, await On(r => r.OnAnother(kept, current(), choose, stop), stop)));
        var own = await On(r => r.OnItsOwn(kept, city, choose, stop), stop);
        // Where the city is still the same, so would be the answer but for the lists.
        var today = current().Version == city.Version ? null : await On(r => r.OnAnother(kept, current(), choose, stop), stop);
        return new Answer<ReplayView>.Ok(ReplayTelling.Tell(current(), kept.Prescription, kept.Ground, null, own, today));
    }

    public void Dispose() => one.Dispose();

    private async Task<ReplayedOn> On(Func<Replay, ReplayedOn> replay, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            ReplayedOn? done = null;
            await LowPriority.Run("replay", () => done = replay(new Replay(Patience, time)));
            return done!;
        }
        finally
        {
            one.Release();
        }
    }
}
