namespace Ward.Ingest.Feeds;

/// <summary>Lines that say of themselves to be OCSF (a JSON object with class_uid), held against the schema. All of them are kept and read, whatever comes of it.</summary>
/// <param name="Checked">Lines that were checked.</param>
/// <param name="Wrong">Of those, lines with at least one error.</param>
/// <param name="Unchecked">Lines beyond what is checked in a second.</param>
/// <param name="Faults">What was wrong, most lines first; bounded.</param>
/// <param name="OtherFaults">Errors of kinds for which there was no room.</param>
public sealed record OcsfCounts(long Checked, long Wrong, long Unchecked, IReadOnlyList<OcsfFault> Faults, long OtherFaults);
