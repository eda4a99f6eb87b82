namespace Ward.Detect.Testing;

/// <summary>
/// Which items carry the results of a file's tests: each is made untrue in the lines of which it is true, by changing the
/// lines and never the rule. An item that changes no result could be left out of the rule, or lacks a sample.
/// </summary>
/// <param name="Items">Every item of the rules and correlations that take part.</param>
/// <param name="Tests">For each test that passed, what came of each item that is true in it and could be made untrue.</param>
public sealed record MutationRun(RuleTestRun Run, IReadOnlyList<TestedItem> Items, IReadOnlyList<(RuleTest Test, IReadOnlyList<Mutation> Mutations)> Tests)
{
    public static MutationRun Of(RuleTestRun run)
    {
        var mutators = run.Subject.Rules.Select(r => (Mutator: new Mutator(r, run.Subject.Set.Zone), Items: ConditionItem.Of(r))).ToList();
        var asked = run.Subject.Correlation is null ? [] : new CorrelationMutator(run.Subject.Set).Items();
        return new MutationRun(
            run,
            [.. mutators.SelectMany(m => m.Items), .. asked],
            [
                .. run.Results.Where(r => r.Passed).Select(r => (
                    r.Test, (IReadOnlyList<Mutation>)[.. mutators.SelectMany(m => m.Items.Select(i => One(run.Subject, r, m.Mutator, i))).Concat(asked.Select(i => One(run.Subject, r, i))).OfType<Mutation>()])),
            ]);
    }

    /// <summary>
    /// Items that carry no result of any of the runs, in the order of the rules: whether some sample has them true and could be changed. Runs of one
    /// rule by several files, or through a correlation, count together.
    /// </summary>
    public static IReadOnlyList<(TestedItem Item, bool Tried)> Uncarried(IReadOnlyList<MutationRun> runs)
    {
        var mutations = runs.SelectMany(r => r.Tests).SelectMany(t => t.Mutations).ToList();
        var carried = mutations.Where(m => m.Carries).Select(m => m.Item).ToHashSet();
        var tried = mutations.Select(m => m.Item).ToHashSet();
        return [.. runs.SelectMany(r => r.Items).Distinct().Where(i => !carried.Contains(i)).Select(i => (i, tried.Contains(i)))];
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

    private static Mutation? One(TestSubject subject, RuleTestResult result, CorrelationItem item)
    {
        var lines = 0;
        foreach (var (events, changed) in item.Without([.. result.Samples.Select(s => s.Event)]))
        {
            lines = changed;
            if (!result.Test.Expect.IsMetBy(subject.Run(events).Count)) return new Mutation(item, true, changed, "", null, null);
        }

        return lines == 0 ? null : new Mutation(item, false, lines, "", null, null);
    }
}
