using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Correlation;

/// <summary>
/// All correlations of an engine: takes what rules matched to the group that it belongs to, and what groups find to the correlations that look at them.
/// Those looked at stand before those that look. Not thread-safe, except for the figures.
/// </summary>
internal sealed class Correlations
{
    private readonly CorrelationNode[] nodes;
    private readonly CorrelationNode[] waiting;
    private readonly Budget budget;
    private readonly Match match = new();
    private readonly MatchReader values;
    private readonly GroupKey key = new();
    private readonly List<Statement> statements = [];
    private readonly Match above = new();
    private Progress progress;
    private long advanced = long.MinValue;

    internal Correlations(IReadOnlyList<CorrelationPlan> plans, RuleEngineOptions options)
    {
        budget = new Budget(options.MaxGroupsInAll, options.MaxBytesInAll);
        nodes = [.. plans.Select(p => CorrelationNode.Create(p, options, budget))];
        waiting = [.. nodes.Where(n => n.Plan.Judging != Judging.AtOnce)];
        progress = new Progress(options);
        values = new MatchReader();
    }

    internal IReadOnlyList<CorrelationNode> Nodes => nodes;

    internal Progress Progress => progress;

    internal Budget Budget => budget;

    /// <summary>True where time alone can make something due.</summary>
    internal bool Waits => Array.Exists(waiting, n => Array.Exists(n.Partitions, p => p.GroupCount > 0));

    /// <summary>Every event, whether a rule matches it or not: it shows how far its feed has come.</summary>
    internal void Observe(Event e, ICollection<Finding> findings)
    {
        progress.Observe(e.Feed, Math.Min(e.Time.UtcTicks, e.Received.UtcTicks), e.Received.UtcTicks);
        if (progress.Watermark != advanced && waiting.Length > 0) Advance(findings);
    }

    /// <summary>Nothing was heard until now.</summary>
    internal void Pass(long now, ICollection<Finding> findings)
    {
        if (progress.Pass(now) && waiting.Length > 0) Advance(findings);
    }

    /// <summary>An event that a rule matched.</summary>
    internal void See(EventReader reader, CompiledRule rule, ICollection<Finding> findings)
    {
        // What a failure left of the event before.
        statements.Clear();
        foreach (var count in rule.CountedBy)
        {
            var node = nodes[count.Correlation];
            if (!node.Plan.IsTemporal && node.LastSerial == reader.Serial) continue;
            if (!key.TryBuild(new EventValues(reader), count.GroupBy))
            {
                Interlocked.Increment(ref node.Tally.WithoutGroup);
                continue;
            }

            if (!values.TryRead(node.Plan, count, reader, match))
            {
                Interlocked.Increment(ref node.Tally.WithoutValue);
                continue;
            }

            node.LastSerial = reader.Serial;
            (match.Reader, match.Rule, match.Statement) = (reader, rule, null);
            Take(node, match, findings);
            Drain(findings);
        }
    }

    /// <summary>Takes over what was read; used once the whole of it was.</summary>
    internal void Restore(Progress saved)
    {
        progress = saved;
        advanced = saved.Watermark;
    }

    private void Advance(ICollection<Finding> findings)
    {
        advanced = progress.Watermark;
        statements.Clear();
        foreach (var node in waiting)
        {
            foreach (var partition in node.Partitions) partition.Advance(advanced, statements);
            Drain(findings);
        }
    }

    private void Take(CorrelationNode node, Match taken, ICollection<Finding> findings)
    {
        var partition = node.Of(key.Bytes);
        partition.Take(key.Bytes, taken, statements);
        if (partition.Blindness(taken.Received) is { } blind) findings.Add(blind);
        while (budget.IsExceeded && OldestOfAll() is { } oldest && (!ReferenceEquals(oldest, partition) || oldest.Groups.Count > 1))
        {
            oldest.Evict(taken.Received);
            if (oldest.Blindness(taken.Received) is { } also) findings.Add(also);
        }
    }

    private Correlator? OldestOfAll()
    {
        Correlator? oldest = null;
        foreach (var node in nodes)
            foreach (var partition in node.Partitions)
                if (partition.Groups.Oldest is { } group && (oldest is null || group.Received < oldest.Groups.Oldest!.Received)) oldest = partition;
        return oldest;
    }

    private void Drain(ICollection<Finding> findings)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var statement = statements[i];
            if (statement.Finding is { } finding) findings.Add(finding);
            foreach (var parent in statement.Plan.Parents) HandUp(statement, parent, findings);
        }

        statements.Clear();
    }

    private void HandUp(Statement statement, CompiledRule.Count parent, ICollection<Finding> findings)
    {
        var node = nodes[parent.Correlation];
        (above.Reader, above.Rule, above.Statement) = (null, null, statement);
        above.Received = progress.Now;
        above.Occurrence.Rule = (byte)parent.Rule;
        if (statement.WasExports is { } was && key.TryBuild(new ExportedValues(was), parent.GroupBy))
        {
            var earlier = key.Bytes.ToArray();
            if (!key.TryBuild(new ExportedValues(statement.Exports), parent.GroupBy) || !key.Bytes.SequenceEqual(earlier)) node.Of(earlier).Forget(earlier, above, statements);
        }

        if (!key.TryBuild(new ExportedValues(statement.Exports), parent.GroupBy))
        {
            Interlocked.Increment(ref node.Tally.WithoutGroup);
            return;
        }

        if (!values.TryRead(node.Plan, parent, statement, above))
        {
            Interlocked.Increment(ref node.Tally.WithoutValue);
            return;
        }

        Take(node, above, findings);
    }
}
