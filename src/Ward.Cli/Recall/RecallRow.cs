namespace Ward.Cli.Recall;

/// <summary>What one rule said of the material.</summary>
/// <param name="Findings">In all files.</param>
/// <param name="Known">Files of the material in which the act happens, by its own word; null where no truth is told.</param>
/// <param name="Found">Those of them in which the rule spoke.</param>
/// <param name="Wrong">Findings in files that do not hold the act, by the material's own word.</param>
/// <param name="Unjudged">Findings in files of which nobody says anything.</param>
/// <param name="Where">Files with findings that are wrong or unjudged, and files in which it was missed, the first few.</param>
internal sealed record RecallRow(string Rule, string Title, string Level, long Findings, int? Known, int Found, long Wrong, long Unjudged, IReadOnlyList<string> Where);
