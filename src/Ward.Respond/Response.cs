using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Govern.Audit;
using Ward.Prescribe;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Respond.Plans;
using Ward.Respond.Rollback;

namespace Ward.Respond;

/// <summary>
/// The response of one city. <see cref="Run"/> must be running: it recovers, ends leases, lapses approvals and compares with the elements.
/// Thread-safe; one incident's plans are changed by one hand at a time.
/// </summary>
public sealed class Response : IRespond, IAsyncDisposable
{
    private readonly Func<CityModel> city;
    private readonly ResponseOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ReleaseMark? mark;
    private readonly OutcomeFeed feed;
    private readonly PlanBook book;
    private readonly Brake brake;
    private readonly TargetLedger ledger = new();
    private readonly Schedule schedule = new();
    private readonly Background background;
    private readonly Intake intake;
    private readonly ApprovalDesk desk;
    private readonly ManualWork manual;
    private readonly Undoing undoing;
    private readonly Verification verification;
    private readonly Reconciliation reconciliation;
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile bool loaded;
    private DateTimeOffset nextDigest = DateTimeOffset.MinValue;

    /// <param name="city">The city as it is now; asked at every decision.</param>
    /// <param name="decide">The city's mandates.</param>
    /// <param name="mark">Where a kill switch leaves its mark that finds no server; null where there is no state folder.</param>
    public Response(
        Func<CityModel> city, DecideByMandate decide, IPlanJournal journal, IActuators actuators, IAuditTrail audit,
        TimeProvider time, ResponseOptions options, ILogger<Response> log, ReleaseMark? mark = null)
    {
        (this.city, this.options, this.time, this.mark) = (city, options, time, mark);
        this.log = log;
        feed = new OutcomeFeed(log);
        book = new PlanBook(journal, audit, feed, time, log);
        brake = new Brake(book, city, options, log);
        background = new Background(options.Concurrency, log);
        var hand = new Hand(actuators, time, options, log);
        var leasing = new Leasing(ledger);
        var permissions = new Permissions(decide, ledger, brake);
        var ending = new Ending(book, hand, schedule, options);
        var carrying = new Carrying(book, hand, brake, ending, schedule);
        intake = new Intake(book, hand, carrying, leasing, permissions, brake, city, options);
        desk = new ApprovalDesk(book, hand, carrying, leasing, permissions, brake, city, options);
        manual = new ManualWork(book);
        undoing = new Undoing(book, hand, ending, brake, desk, city, mark, log);
        verification = new Verification(book, hand, ending, brake, schedule, options);
        reconciliation = new Reconciliation(book, hand, carrying, ending, brake, schedule, city, permissions, options, log);
    }

    public bool HeldBack => brake.Held;

    /// <summary>Outcomes that a slow listener did not get; the journal has them.</summary>
    public long OutcomesLost => feed.Lost;

    public async Task<Outcome> CarryOut(Prescription prescription, CancellationToken stop)
    {
        await Load(stop).ConfigureAwait(false);
        var id = new PlanId(prescription.Id.Value);
        using var held = await book.Lock(prescription.Incident, stop).ConfigureAwait(false);
        // Exception policy JournalUnwritable: what cannot be recorded is not done. The caller is told by the exception, not by a state that
        // nobody recorded, and tries the whole again.
        var plan = await book.Find(id, stop).ConfigureAwait(false) ?? await intake.Take(prescription, stop).ConfigureAwait(false);
        Verify(plan);
        return Outcome.Of(plan);
    }

    public IAsyncEnumerable<Outcome> Outcomes(CancellationToken stop) => feed.Listen(stop);

    public Task<Verdict> Approve(PlanId plan, string hash, Person by, CancellationToken stop) => Answer(() => desk.Approve(plan, hash, by, stop), stop);

    public Task<Verdict> Reject(PlanId plan, Person by, string reason, CancellationToken stop) => Answer(() => desk.Reject(plan, by, reason, stop), stop);

    public Task<Verdict> Undo(PlanId plan, Person by, string reason, CancellationToken stop) => Answer(() => undoing.Undo(plan, by, reason, stop), stop);

    public Task<Verdict> StepDone(PlanId plan, int step, Person by, string note, CancellationToken stop) => Answer(() => manual.Done(plan, step, by, note, stop), stop);

    public async Task<Verdict> ReleaseAll(Person by, string reason, CancellationToken stop)
    {
        try
        {
            await Load(stop).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            // The elements are told whether or not the store can be read.
            Log.WorkFailed(log, broken, "release-all");
        }

        return await undoing.ReleaseAll(by, reason, stop).ConfigureAwait(false);
    }

    public Task<Verdict> Resume(Person by, string reason, CancellationToken stop) => Answer(() => undoing.Resume(by, reason, stop), stop);

    public Task<IReadOnlyList<Plan>> Plans(CityId city, int limit, CancellationToken stop) => book.Latest(city, limit, stop);

    public Task<Plan?> Find(PlanId plan, CancellationToken stop) => book.Find(plan, stop);

    /// <summary>Brings journal and elements together after a start, whatever the process was doing when it ended. <see cref="Run"/> begins with it.</summary>
    public async Task Recover(CancellationToken stop)
    {
        await Begin(stop).ConfigureAwait(false);
        await Beat().ConfigureAwait(false);
    }

    /// <summary>Recovers, then does what is due until stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        await Begin(stop).ConfigureAwait(false);
        using var beat = new PeriodicTimer(options.Beat, time);
        do StartDue();
        while (await beat.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await background.DisposeAsync().ConfigureAwait(false);
        loading.Dispose();
    }

    /// <summary>Starts everything that is due now, and completes when it is done.</summary>
    internal async Task Beat()
    {
        // What found no room comes in another round; what fails each time is left to the next beat.
        for (var rounds = book.Open.Count; !StartDue() && rounds > 0; rounds--) await background.Idle().ConfigureAwait(false);
        await background.Idle().ConfigureAwait(false);
    }

    /// <summary>Completes when nothing goes on beside the callers.</summary>
    internal Task Idle() => background.Idle();

    private async Task Begin(CancellationToken stop)
    {
        await Load(stop).ConfigureAwait(false);
        foreach (var plan in book.Open.Where(p => p.MayHold()))
            await book.Tell(plan, "ward", "recover", $"found {plan.State} after a start: {plan.History[^1].Reason}", stop).ConfigureAwait(false);
    }

    private async Task<Verdict> Answer(Func<Task<Verdict>> request, CancellationToken stop)
    {
        await Load(stop).ConfigureAwait(false);
        try
        {
            var verdict = await request().ConfigureAwait(false);
            if (verdict is Verdict.Done { Plan: { } plan }) Verify(plan);
            return verdict;
        }
        catch (IOException broken)
        {
            Log.WorkFailed(log, broken, "a person's request");
            return new Verdict.Refused($"the journal cannot be written, so nothing was done: {broken.Message}");
        }
    }

    /// <summary>False where something that is due found no room, and waits for the next beat.</summary>
    private bool StartDue()
    {
        var (now, turnedAway) = (book.Now, background.TurnedAway);
        background.Start("late", async s =>
        {
            await book.WriteLate(s).ConfigureAwait(false);
            await brake.WriteLate(s).ConfigureAwait(false);
            await undoing.FinishOffline(s).ConfigureAwait(false);
            schedule.KeepOnly(p => book.OpenOne(p) is not null);
        });
        if (now >= nextDigest && background.Start("digest", reconciliation.Digest)) nextDigest = now + options.DigestEvery;
        foreach (var plan in book.Open) Due(plan, now);
        return background.TurnedAway == turnedAway;
    }

    private void Due(Plan plan, DateTimeOffset now)
    {
        var id = plan.Id;
        if (plan.State == PlanState.Proposed)
        {
            if (plan.LapsesAt(options.ApprovalLifetime) <= now) background.Start(id.Value, s => reconciliation.Lapse(id, s));
            return;
        }

        var entry = schedule.Of(id);
        if (plan.Until <= now || plan.IsReleasing())
        {
            if (entry.Retry <= now) background.Start(id.Value, s => reconciliation.End(id, s), At(plan));
        }
        else if (plan.State is PlanState.Approved or PlanState.Leased)
        {
            if (entry.Retry <= now) background.Start(id.Value, s => reconciliation.Resume(id, s), At(plan));
        }
        else if (entry.Verify <= now) Verify(plan);
    }

    /// <summary>Where its work goes: an agent that is frozen holds up so much of it, and no more.</summary>
    private static IEnumerable<string> At(Plan plan) => plan.Actions.Where(a => a.MayHold()).Select(a => a.Element.Value).Distinct(StringComparer.Ordinal);

    private void Verify(Plan plan)
    {
        if (plan.State is not (PlanState.Applied or PlanState.Verified) || !(schedule.Of(plan.Id).Verify <= book.Now)) return;
        background.Start($"verify {plan.Id}", s => verification.Check(plan.Id, s));
    }

    private async Task Load(CancellationToken stop)
    {
        if (loaded) return;
        await loading.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (loaded) return;
            var (id, now) = (city().Id, book.Now);
            var journal = book.Journal;
            ledger.Take(await journal.SpentSince(id, now - TimeSpan.FromHours(24), stop).ConfigureAwait(false));
            var latest = await journal.Latest(id, 500, stop).ConfigureAwait(false);
            brake.Take(
                await journal.HeldBack(id, stop).ConfigureAwait(false) || mark?.Read() is not null,
                latest.Where(p => p.State == PlanState.RolledBack).Select(p => p.History.First(t => t.To == PlanState.RolledBack).At).Where(at => at > now - options.BreakerWindow));
            book.Take(await journal.Open(id, stop).ConfigureAwait(false));
            loaded = true;
        }
        finally
        {
            loading.Release();
        }
    }
}
