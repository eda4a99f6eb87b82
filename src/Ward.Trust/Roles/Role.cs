namespace Ward.Trust.Roles;

/// <summary>The five roles of Ward, the same in console, API and CLI tokens.</summary>
public static class Role
{
    public const string Viewer = "viewer";
    public const string Analyst = "analyst";
    public const string Approver = "approver";
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> All { get; } = [Viewer, Analyst, Approver, Administrator, Auditor];
}
