using Ward.Standards.Sigma;

namespace Ward.Detect.Coverage;

/// <summary>Whether a rule or correlation can fire, and why not.</summary>
/// <param name="Decoders">Those whose events can satisfy it, in the order of their names.</param>
/// <param name="Reason">Why it cannot fire, or only by self-statement, in words; empty where it can.</param>
public sealed record RuleReach(SigmaHeader Rule, Reachable Reachable, IReadOnlyList<string> Decoders, string Reason);
