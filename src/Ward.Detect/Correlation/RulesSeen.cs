using System.Numerics;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>A condition over the rules of a correlation, compiled to bits: rule n of its list is bit n.</summary>
internal static class RulesSeen
{
    internal static Func<ulong, bool> Compile(SigmaCondition condition, IReadOnlyList<string> rules)
    {
        switch (condition)
        {
            case SigmaCondition.And and:
                var (both, and2) = (Compile(and.Left, rules), Compile(and.Right, rules));
                return seen => both(seen) && and2(seen);
            case SigmaCondition.Or or:
                var (one, other) = (Compile(or.Left, rules), Compile(or.Right, rules));
                return seen => one(seen) || other(seen);
            case SigmaCondition.Not not:
                var inner = Compile(not.Inner, rules);
                return seen => !inner(seen);
            case SigmaCondition.Selection selection:
                var bit = Bit(selection.Name, rules);
                return seen => (seen & bit) != 0;
            case SigmaCondition.AtLeast some:
                var (mask, count) = (some.Names.Aggregate(0UL, (bits, name) => bits | Bit(name, rules)), some.Count);
                return seen => BitOperations.PopCount(seen & mask) >= count;
            default:
                throw new InvalidOperationException($"Unknown condition {condition}.");
        }
    }

    internal static ulong Bit(string name, IReadOnlyList<string> rules)
    {
        for (var i = 0; i < rules.Count; i++)
            if (rules[i] == name) return 1UL << i;
        throw new InvalidOperationException($"{name} is none of the rules.");
    }
}
