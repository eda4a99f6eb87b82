using Ward.Detect;

namespace Ward.Predict;

/// <summary>Somebody has examined a place and found no attacker. It lowers what is believed of that place, as evidence does, and fades like it.</summary>
/// <param name="Where">A source address or a host; a login is left out.</param>
/// <param name="By">Who or what says so; what one says again counts half each time.</param>
/// <param name="At">When it was examined.</param>
public sealed record Clearance(Entity Where, string By, DateTimeOffset At);
