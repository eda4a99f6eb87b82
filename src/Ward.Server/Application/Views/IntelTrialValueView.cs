namespace Ward.Server.Application.Views;

public sealed record IntelTrialValueView(string Value, long Events, bool MayBlock, string Reason);
