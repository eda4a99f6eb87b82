using Ward.Detect.Incidents;
using Ward.Govern.Audit;
using Ward.Learn.AfterAction;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward;

/// <summary>The ports that storage implements, but for the event journal, which belongs to the feeds.</summary>
/// <param name="Released">Where a kill switch leaves its mark that finds no server; null where there is no state folder.</param>
public sealed record Stores(IDetectionSnapshots Snapshots, IPlanJournal Plans, IAfterActionStore AfterActions, IAuditTrail Audit, ReleaseMark? Released = null);
