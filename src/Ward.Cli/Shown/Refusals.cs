using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Why a file was not taken: each problem on a line, and how many there are.</summary>
internal static class Refusals
{
    /// <param name="count">Of all problems, where not all are listed.</param>
    /// <param name="tail">What follows from it.</param>
    public static int Print(Terminal terminal, IReadOnlyList<Problem> problems, int? count = null, string? tail = null)
    {
        foreach (var problem in problems) terminal.Error.WriteLine(problem.ToString());
        var all = count ?? problems.Count;
        return terminal.Fail(Exit.Failed, string.Create(CultureInfo.InvariantCulture, $"{all:n0} {(all == 1 ? "problem" : "problems")}{(tail is null ? "" : "; " + tail)}"));
    }
}
