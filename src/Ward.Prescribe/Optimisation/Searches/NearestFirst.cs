namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>A binary heap of states by key, least first; equal keys leave by number, so that every run is the same. Stale entries stay in until they come up.</summary>
internal sealed class NearestFirst
{
    private double[] keys = new double[256];
    private int[] states = new int[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Push(double key, int state)
    {
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, 2 * Count);
            Array.Resize(ref states, 2 * Count);
        }

        var at = Count++;
        while (at > 0)
        {
            var up = (at - 1) >> 1;
            if (!Before(key, state, keys[up], states[up])) break;
            (keys[at], states[at]) = (keys[up], states[up]);
            at = up;
        }

        (keys[at], states[at]) = (key, state);
    }

    public bool TryPop(out double key, out int state)
    {
        if (Count == 0)
        {
            (key, state) = (0, -1);
            return false;
        }

        (key, state) = (keys[0], states[0]);
        var (last, lastState) = (keys[--Count], states[Count]);
        var at = 0;
        while (true)
        {
            var down = (2 * at) + 1;
            if (down >= Count) break;
            if (down + 1 < Count && Before(keys[down + 1], states[down + 1], keys[down], states[down])) down++;
            if (!Before(keys[down], states[down], last, lastState)) break;
            (keys[at], states[at]) = (keys[down], states[down]);
            at = down;
        }

        (keys[at], states[at]) = (last, lastState);
        return true;
    }

    private static bool Before(double a, int x, double b, int y) => a < b || (a == b && x < y);
}
