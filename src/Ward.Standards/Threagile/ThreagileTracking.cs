namespace Ward.Standards.Threagile;

/// <summary>What was decided about risks.</summary>
/// <param name="Pattern">Id of a risk; an asterisk stands for anything between two @.</param>
/// <param name="Status">unchecked, in-discussion, accepted, in-progress, mitigated or false-positive.</param>
/// <param name="Line">1-based line of the file.</param>
public sealed record ThreagileTracking(string Pattern, string Status, string? Justification, string? Ticket, DateOnly? Date, string? CheckedBy, int Line);
