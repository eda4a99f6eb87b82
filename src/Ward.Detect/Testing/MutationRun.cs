
namespace Ward.Detect.Testing;

/// <summary>
/// Which condition items carry the results of a file's tests: each is made untrue in the lines of which it is true, by changing the
/// lines' fields and never the rule. An item that changes no result could be left out of the rule, or lacks a sample.
/// </summary>
/// <param name="Tests">For each test that passed, what came of each item that is true in it and could be made untrue.</param>
/// <param name="Uncarried">Items that carry no test's result, in the order of the rules.</param>
/// <param name="Untried">Those among them that no line makes true, or that could not be made untrue in any.</param>
public sealed record MutationRun(
    RuleTestRun Run, IReadOnlyList<(RuleTest Test, IReadOnlyList<Mutation> Mutations)> Tests, IReadOnlyList<ConditionItem> Uncarried, IReadOnlyList<ConditionItem> Untried)
{
    public static MutationRun Of(RuleTestRun run)
    {
        var mutators = run.Subject.Rules.Select(r => (Mutator: new Mutator(r), Items: ConditionItem.Of(r))).ToList();
        var tests = new List<(RuleTest, IReadOnlyList<Mutation>)>();
        var (carried, turned) = (new HashSet<ConditionItem>(ReferenceEqualityComparer.Instance), new HashSet<ConditionItem>(ReferenceEqualityComparer.Instance));
        foreach (var result in run.Results.Where(r => r.Passed))
        {
            var mutations = mutators.SelectMany(m => m.Items.Select(i => One(run.Subject, result, m.Mutator, i))).OfType<Mutation>().ToList();
            tests.Add((result.Test, mutations));
            carried.UnionWith(mutations.Where(m => m.Carries).Select(m => m.Item));
            turned.UnionWith(mutations.Select(m => m.Item));
        }

        var left = mutators.SelectMany(m => m.Items).Where(i => !carried.Contains(i)).ToList();
        return new MutationRun(run, tests, left, [.. left.Where(i => !turned.Contains(i))]);
    }

    private static Mutation? One(TestSubject subject, RuleTestResult result, Mutator mutator, ConditionItem item)
    {
        var events = result.Samples.Select(s => s.Event).ToArray();
        Mutant? first = null;
        var lines = 0;
        for (var i = 0; i < events.Length; i++)
        {
            if (!mutator.IsTrue(events[i], item) || mutator.MakeUntrue(events[i], item) is not { } mutant) continue;
            events[i] = mutant.Event;
            first ??= mutant;
            lines++;
        }

        return first is null
            ? null
            : new Mutation(item, !result.Test.Expect.IsMetBy(subject.Run(events).Count), lines, first.Path, first.From, first.To);
    }
}
