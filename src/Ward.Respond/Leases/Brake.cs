using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Respond.Plans;

namespace Ward.Respond.Leases;

/// <summary>
/// Holds automatic action back: by the kill switch, or by the circuit breaker when too much had to be undone. Thread-safe.
/// </summary>
internal sealed class Brake(PlanBook book, Func<CityModel> city, ResponseOptions options, ILogger log)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> undone = new();
    private volatile bool held;
    private volatile bool unwritten;
    private int released;

    public bool Held => held;

    /// <summary>True while the journal has not taken the brake yet.</summary>
    public bool Unwritten => unwritten;

    /// <summary>Rises with every kill switch; what was begun under an earlier count must not be finished.</summary>
    public int Released => Volatile.Read(ref released);

    public void Take(bool wasHeld, IEnumerable<DateTimeOffset> undoneBefore)
    {
        held |= wasHeld;
        lock (gate)
            foreach (var at in undoneBefore.Order()) undone.Enqueue(at);
    }

    /// <summary>In memory at once, then in the journal; a journal that cannot be written does not keep the brake open.</summary>
    public async Task Hold(string by, string reason, bool releaseAll, CancellationToken stop)
    {
        held = true;
        if (releaseAll) Interlocked.Increment(ref released);
        Log.HeldBack(log, reason);
        unwritten = true;
        await WriteLate(stop).ConfigureAwait(false);
        await book.Tell(city().Id, by, "hold-back", city().Id.Value, reason, stop).ConfigureAwait(false);
    }

    public async Task WriteLate(CancellationToken stop)
    {
        if (!unwritten) return;
        try
        {
            await book.Journal.HoldBack(city().Id, true, stop).ConfigureAwait(false);
            unwritten = false;
        }
        catch (IOException broken)
        {
            Log.WorkFailed(log, broken, "hold-back");
        }
    }

    /// <exception cref="IOException">The journal cannot be written; the brake stays.</exception>
    public async Task Resume(CancellationToken stop)
    {
        await book.Journal.HoldBack(city().Id, false, stop).ConfigureAwait(false);
        lock (gate) undone.Clear();
        unwritten = false;
        held = false;
    }

    /// <summary>Counts a plan that had to be undone; too many within the window trip the breaker.</summary>
    public async Task Count(CancellationToken stop)
    {
        int count;
        lock (gate)
        {
            var now = book.Now;
            undone.Enqueue(now);
            while (undone.TryPeek(out var oldest) && oldest <= now - options.BreakerWindow) undone.Dequeue();
            count = undone.Count;
        }

        if (count > options.BreakerLimit && !held)
            await Hold("ward", $"circuit breaker: {count} plans had to be undone within {options.BreakerWindow.TotalMinutes:0.#} min", releaseAll: false, stop).ConfigureAwait(false);
    }
}
