using Ward.Trust.Roles;

namespace Ward.Server.Access;

/// <summary>The one table of who may do what. Console, API and tokens all ask here.</summary>
public static class Permissions
{
    private static readonly Dictionary<Permission, string[]> Roles = new()
    {
        [Permission.See] = [Role.Viewer, Role.Analyst, Role.Approver, Role.Administrator, Role.Auditor],
        [Permission.Judge] = [Role.Analyst],
        [Permission.Approve] = [Role.Approver],
        [Permission.Undo] = [Role.Approver],
        [Permission.SayDone] = [Role.Analyst, Role.Approver],
        [Permission.ReleaseAll] = [Role.Approver, Role.Administrator],
        [Permission.Resume] = [Role.Administrator],
        [Permission.ReadJournal] = [Role.Analyst, Role.Approver, Role.Administrator, Role.Auditor],
        [Permission.ReadAudit] = [Role.Administrator, Role.Auditor],
        [Permission.ManageAgents] = [Role.Administrator],
        [Permission.ManageUsers] = [Role.Administrator],
        [Permission.ManageTokens] = [Role.Administrator],
        [Permission.Search] = [Role.Viewer, Role.Analyst, Role.Approver, Role.Administrator, Role.Auditor],
        [Permission.ChangeFeeds] = [Role.Analyst, Role.Administrator],
        [Permission.Export] = [Role.Analyst, Role.Auditor],
        [Permission.Hunt] = [Role.Analyst],
        [Permission.Tune] = [Role.Analyst],
        [Permission.DecideRisk] = [Role.Analyst, Role.Approver],
        [Permission.Ingest] = [],
    };

    /// <summary>The roles of which one is enough; empty where no role gives it.</summary>
    public static IReadOnlyList<string> RolesFor(Permission permission) => Roles[permission];

    public static bool RolesAllow(IReadOnlyList<string> roles, Permission permission) => Roles[permission].Any(roles.Contains);

    /// <summary>True where a password alone is not enough: everything but seeing.</summary>
    public static bool NeedsSecondFactor(Permission permission) => permission is not (Permission.See or Permission.Ingest);
}
