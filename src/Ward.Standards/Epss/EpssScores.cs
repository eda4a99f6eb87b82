using Ward.Standards.Cve;

namespace Ward.Standards.Epss;

/// <summary>One day of the Exploit Prediction Scoring System (FIRST).</summary>
/// <param name="ModelVersion">Of the model that made it, such as v2023.03.01; null where the file does not say.</param>
/// <param name="ScoreDate">The day it speaks of, UTC; null where the file does not say.</param>
public sealed record EpssScores(string? ModelVersion, DateTimeOffset? ScoreDate, IReadOnlyDictionary<CveId, EpssScore> Scores);
