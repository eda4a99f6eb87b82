using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

public sealed record HeldLease(ActionId Action, DateTimeOffset Until);
