using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>Rules as rows.</summary>
internal static class RuleRows
{
    public static void Of(Region region, Model model, Ceiling ceiling, RowBatch rows)
    {
        var (columns, values) = (new List<int>(), new List<double>());
        for (var i = 0; i < ceiling.Measures.Length; i++)
        {
            if (region.ColumnOf[ceiling.Measures[i]] is not (var c and >= 0) || ceiling.Weights[i] == 0) continue;
            columns.Add(c);
            values.Add(-ceiling.Weights[i]);
        }

        if (columns.Count > 0 || ceiling.Limit < 0) rows.Add(columns.ToArray(), values.ToArray(), -ceiling.Limit);
    }

    public static void Of(Region region, Model model, int number, RowBatch rows)
    {
        var rule = region.Problem.Redundancies[number];
        var first = model.FirstMember[number];
        for (var i = 0; i < rule.Members.Length; i++)
            foreach (var m in rule.Members[i].Distinct())
                if (region.ColumnOf[m] is var c and >= 0) rows.Add([first + i, c], [1, -1], 0);
        int[] columns = [.. Enumerable.Range(first, rule.Members.Length)];
        rows.Add(columns, [.. columns.Select(_ => -1.0)], rule.AtLeast - rule.Members.Length);
    }

    public static void Of(Region region, int[] given, RowBatch rows)
    {
        int[] columns = [.. given.Distinct().Select(m => region.ColumnOf[m]).Where(c => c >= 0)];
        rows.Add(columns, [.. columns.Select(_ => 1.0)], 1);
    }

    /// <summary>The joint loss is at least what each measure alone loses.</summary>
    public static void Alone(Region region, Model model, RowBatch rows)
    {
        for (var c = 0; c < region.Alone.Length; c++)
            if (region.Alone[c] > 0) rows.Add([model.Loss, c], [1, -region.Alone[c]], 0);
    }

    /// <summary>
    /// What a set loses as a whole (it never loses less with more in it): with all of a smallest part of it that loses as much the loss
    /// is at least this; where that is infinite, one of the part must go.
    /// </summary>
    public static bool Together(Region region, Model model, IReadOnlyList<int> set, double told, RowBatch rows)
    {
        if (region.Problem.Loss is not { } loss) return false;
        var part = set.Where(c => region.Alone[c] > 0).ToList();
        var whole = loss.Of(region.Measures(part));
        if (whole <= told + (1e-5 * Math.Max(1, whole))) return false;
        for (var i = part.Count - 1; i >= 0; i--)
        {
            var c = part[i];
            part.RemoveAt(i);
            if (loss.Of(region.Measures(part)) < whole) part.Insert(i, c);
        }

        if (double.IsPositiveInfinity(whole)) rows.Add([.. part], [.. part.Select(_ => -1.0)], 1 - part.Count);
        else rows.Add([model.Loss, .. part], [1, .. part.Select(_ => -whole)], whole * (1 - part.Count));
        return true;
    }
}
