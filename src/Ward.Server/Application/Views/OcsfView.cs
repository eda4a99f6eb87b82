namespace Ward.Server.Application.Views;

/// <summary>Lines that call themselves OCSF, held against the schema; all are kept and read.</summary>
/// <param name="Wrong">Of the checked, those with an error.</param>
/// <param name="Unchecked">Beyond what is checked in a second.</param>
/// <param name="OtherFaults">Errors of kinds beyond those listed.</param>
public sealed record OcsfView(long Checked, long Wrong, long Unchecked, IReadOnlyList<OcsfFaultView> Faults, long OtherFaults);
