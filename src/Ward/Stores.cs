using Ward.Detect.Incidents;
using Ward.Govern.Audit;
using Ward.Learn.AfterAction;
using Ward.Respond.Plans;

namespace Ward;

/// <summary>The ports that storage implements, but for the event journal, which belongs to the feeds.</summary>
public sealed record Stores(IDetectionSnapshots Snapshots, IPlanJournal Plans, IAfterActionStore AfterActions, IAuditTrail Audit);
