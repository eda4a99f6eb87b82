namespace Ward.Detect.Tests.Correlation;

/// <summary>
/// What a correlation means, said as plainly as possible: keeps every event, puts them in order and looks at every window anew.
/// What the engine must agree with, whatever the order in which it hears them.
/// </summary>
internal sealed class Oracle(Oracle.Question question)
{
    /// <param name="At">Seconds.</param>
    /// <param name="Rule">Index among the rules.</param>
    internal sealed record Happening(int At, long Offset, int Rule, string Group, string Value, bool Attested);

    /// <param name="Holds">Over the events of a window, in order.</param>
    /// <param name="Style">When it is judged.</param>
    internal sealed record Question(int Span, Func<IReadOnlyList<Happening>, bool> Holds, Style Style);

    internal enum Style { EndsWithAnEvent, EachBeginsWithAnEvent, WidestBeginsWithAnEvent }

    /// <param name="At">Seconds: when it was complete, or as well attested as it is.</param>
    internal sealed record Answer(string Group, int At, bool Attested);

    /// <param name="before">What is judged only up to there; null where all is.</param>
    internal List<Answer> Answers(IEnumerable<Happening> all, int? before)
    {
        var answers = new List<Answer>();
        foreach (var group in all.GroupBy(h => h.Group).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Answer? last = null;
            var first = 0;
            foreach (var (at, window) in Windows([.. group.OrderBy(h => h.At).ThenBy(h => h.Offset).ThenByDescending(h => h.Rule)]))
            {
                if (at >= before || !question.Holds(window)) continue;
                var attested = window.All(h => h.Attested) || (window.Any(h => h.Attested) && question.Holds([.. window.Where(h => h.Attested)]));
                if (last is null || at - first >= question.Span)
                {
                    answers.Add(last = new Answer(group.Key, at, attested));
                    first = at;
                }
                else if (attested && !last.Attested)
                {
                    // The same finding, better attested; it still stands from when it was first complete.
                    answers[^1] = last = last with { At = at, Attested = true };
                }
            }
        }

        return answers;
    }

    private IEnumerable<(int At, IReadOnlyList<Happening> Window)> Windows(List<Happening> ordered)
    {
        var reached = -1;
        for (var i = 0; i < ordered.Count; i++)
        {
            if (question.Style == Style.EndsWithAnEvent)
            {
                yield return (ordered[i].At, [.. ordered.Take(i + 1).Where(h => h.At >= ordered[i].At - question.Span)]);
                continue;
            }

            var from = ordered[i].At;
            List<Happening> window = [.. ordered.Skip(i).Where(h => h.At <= from + question.Span)];
            var isWider = i + window.Count - 1 > reached;
            reached = i + window.Count - 1;
            if (isWider || question.Style == Style.EachBeginsWithAnEvent) yield return (from + question.Span, window);
        }
    }
}
