using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Tests.Simulation;

/// <summary>Small nets by seed: shared throws, AND nodes, sure and impossible steps, uncertain starts, cycles.</summary>
internal static class RandomNet
{
    /// <param name="factor">Every probability of a step is drawn to this power below its own: 1 leaves it, less than 1 raises it.</param>
    public static Net Of(int seed, double factor = 1)
    {
        var random = new Random(seed);
        var draft = new NetDraft();
        var premises = Enumerable.Range(0, 6).Select(n => n >= 4 && random.Next(2) == 0 ? 2 : 1).ToArray();
        var nodes = premises.Select(draft.NewNode).ToArray();
        var and = nodes.Where(n => premises[n] > 1).ToHashSet();
        draft.Start(nodes[0], 1, 0.3 + (0.7 * random.NextDouble()));
        if (random.Next(2) == 0) draft.Start(nodes[1], 2, random.NextDouble());
        for (var e = 0; e < 9; e++)
        {
            var (tail, head) = (nodes[random.Next(5)], nodes[1 + random.Next(5)]);
            var p = random.Next(6) switch { 0 => 1.0, 1 => 0.0, _ => random.NextDouble() };
            var key = (ulong)(10 + random.Next(6));
            var hours = random.Next(3) == 0 ? 0.0 : random.Next(1, 20);
            if (tail == head) continue;
            var to = head;
            if (and.Contains(head))
            {
                to = draft.NewNode(1);
                draft.Add(to, head, 0, 1, StepHours.None, -1);
            }

            draft.Add(tail, to, key, p is 0 or 1 ? p : Math.Pow(p, factor), new StepHours(hours, 0), e);
        }

        return draft.Finish([nodes[4], nodes[5]]);
    }
}
