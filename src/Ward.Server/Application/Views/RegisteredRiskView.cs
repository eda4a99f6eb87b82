namespace Ward.Server.Application.Views;

/// <summary>A risk of the register.</summary>
/// <param name="Kind">Id of the kind of risk.</param>
/// <param name="Severity">low, medium, elevated, high or critical.</param>
/// <param name="At">Ids of the elements that it concerns; the first is the one to mend.</param>
/// <param name="Means">What can go wrong.</param>
/// <param name="Mend">What takes it away.</param>
/// <param name="Check">What to ask to see that it is gone; "" where nothing is written.</param>
/// <param name="Stride">spoofing, tampering, repudiation, information disclosure, denial of service or elevation of privilege.</param>
/// <param name="Cwe">Number of the weakness class, or null.</param>
/// <param name="Status">unchecked, in-discussion, accepted, in-progress, false-positive or mitigated; the last where the city no longer shows it.</param>
/// <param name="Until">The last day of an acceptance, or the day by which work is due.</param>
/// <param name="ReviewBy">By when somebody is to look at it again.</param>
/// <param name="GoneSince">Since when the city no longer shows it, or null while it does.</param>
/// <param name="Changed">What last changed about it and why, or null where nothing did since it is kept.</param>
/// <param name="Seen">Stands for severity, grounds and decision as told here; a decision names it, so that it is about what was read.</param>
public sealed record RegisteredRiskView(
    string Id, string Kind, string Title, string Severity, IReadOnlyList<string> At, string Means, string Mend, string Check, string Stride, int? Cwe,
    string Status, string? Reason, string? By, DateOnly? Decided, DateOnly? Until, string? Ticket, string? Owner, DateOnly FirstSeen, DateOnly ReviewBy, bool Overdue, DateOnly? GoneSince, RegisterChangeView? Changed, string Seen);
