using Ward.Elements.Leases;

namespace Ward.Agent.Keeping;

/// <summary>What came of putting a lease in force; the status is OpenC2's.</summary>
internal sealed record BeginResult(int Status, string Words, Lease? Lease);
