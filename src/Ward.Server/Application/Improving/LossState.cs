namespace Ward.Server.Application.Improving;

/// <param name="Loss">The last that came out well, or null where none has yet.</param>
/// <param name="Problem">Why the one since then did not, or null.</param>
internal sealed record LossState(YearlyLoss? Loss, string? Problem);
