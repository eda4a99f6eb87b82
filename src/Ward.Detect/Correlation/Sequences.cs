using System.Numerics;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>The ways in which an ordered condition can be met: rules in the order of the correlation's list, and rules that are not seen.</summary>
internal static class Sequences
{
    /// <summary>A condition that can be met in more ways is refused.</summary>
    internal const int MaxWays = 64;

    /// <param name="Seen">Bits of the rules seen, in ascending order.</param>
    /// <param name="Unseen">Bits of the rules not seen.</param>
    internal readonly record struct Way(ulong Seen, ulong Unseen);

    /// <summary>At least so many of the rules; null where there are too many ways.</summary>
    internal static List<Way>? AtLeast(int count, int rules)
    {
        var ways = new List<Way>();
        return Choose(0, rules, Math.Max(1, count), 0, ways) ? ways : null;
    }

    /// <summary>The condition as alternatives; null where there are too many ways.</summary>
    internal static List<Way>? Of(SigmaCondition condition, IReadOnlyList<string> rules)
    {
        var ways = Expand(condition, rules, negated: false);
        return ways is null ? null : [.. ways.Where(w => (w.Seen & w.Unseen) == 0).Distinct()];
    }

    private static bool Choose(int from, int rules, int left, ulong chosen, List<Way> ways)
    {
        if (left == 0)
        {
            ways.Add(new Way(chosen, 0));
            return ways.Count <= MaxWays;
        }

        for (var rule = from; rule <= rules - left; rule++)
            if (!Choose(rule + 1, rules, left - 1, chosen | (1UL << rule), ways)) return false;
        return true;
    }

    private static List<Way>? Expand(SigmaCondition condition, IReadOnlyList<string> rules, bool negated) => condition switch
    {
        SigmaCondition.Not not => Expand(not.Inner, rules, !negated),
        SigmaCondition.And and => Join(Expand(and.Left, rules, negated), Expand(and.Right, rules, negated), all: !negated),
        SigmaCondition.Or or => Join(Expand(or.Left, rules, negated), Expand(or.Right, rules, negated), all: negated),
        SigmaCondition.Selection one => [RulesSeen.Bit(one.Name, rules) is var bit && negated ? new Way(0, bit) : new Way(bit, 0)],
        SigmaCondition.AtLeast some => Some(some, rules, negated),
        _ => throw new InvalidOperationException($"Unknown condition {condition}."),
    };

    // Fewer than n of m are seen where m - n + 1 are not.
    private static List<Way>? Some(SigmaCondition.AtLeast some, IReadOnlyList<string> rules, bool negated)
    {
        var bits = some.Names.Select(n => RulesSeen.Bit(n, rules)).ToArray();
        var ways = AtLeast(negated ? bits.Length - some.Count + 1 : some.Count, bits.Length);
        if (ways is null) return null;
        var mapped = new List<Way>();
        foreach (var way in ways)
        {
            ulong set = 0;
            for (var left = way.Seen; left != 0; left &= left - 1) set |= bits[BitOperations.TrailingZeroCount(left)];
            mapped.Add(negated ? new Way(0, set) : new Way(set, 0));
        }

        return mapped;
    }

    private static List<Way>? Join(List<Way>? left, List<Way>? right, bool all)
    {
        if (left is null || right is null) return null;
        List<Way> ways = all ? [.. left.SelectMany(l => right.Select(r => new Way(l.Seen | r.Seen, l.Unseen | r.Unseen)))] : [.. left, .. right];
        ways = [.. ways.Distinct()];
        return ways.Count <= MaxWays ? ways : null;
    }
}
