using Ward.Standards.Misp;

namespace Ward.Detect.Indicators;

/// <summary>A list of what must not be blocked.</summary>
/// <param name="Everywhere">True where no measure may be aimed at its addresses, whatever it rests on; false where only indicators may not block them.</param>
public sealed record NeverBlockList(Warninglist List, bool Everywhere);
