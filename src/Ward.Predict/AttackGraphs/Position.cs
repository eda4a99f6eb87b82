namespace Ward.Predict.AttackGraphs;

/// <summary>
/// A bookkeeping node shared by all assets of a zone, so that the graph stays linear in assets:
/// 'packets from this zone to its own assets' (To = -1) or 'over the conduit to that zone',
/// with a stolen credential in hand (Account) or without (-1).
/// </summary>
internal readonly record struct Position(int Zone, int To, int Account);
