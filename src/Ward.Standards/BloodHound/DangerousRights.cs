using System.Collections.Frozen;

namespace Ward.Standards.BloodHound;

/// <summary>Rights over a user, group or computer that give the object away.</summary>
internal static class DangerousRights
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "GenericAll", "GenericWrite", "WriteDacl", "WriteOwner", "Owns", "ForceChangePassword", "AddMember", "AddSelf", "AllExtendedRights", "AddKeyCredentialLink", "AddAllowedToAct", "WriteSPN",
        "ReadLAPSPassword", "ReadGMSAPassword", "DCSync", "GetChangesAll", "WriteAccountRestrictions", "SyncLAPSPassword",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Domain, schema, enterprise and key administrators, domain controllers, the built-in administrators and operators, the system: they have these rights everywhere.
    private static readonly string[] OfAdministrators = ["-500", "-512", "-516", "-518", "-519", "-526", "-527", "-544", "-548", "-S-1-5-18", "-S-1-5-9", "-S-1-3-0", "-S-1-5-10"];

    public static bool Is(string right) => Names.Contains(right);

    public static bool IsOfAdministrators(string principal) => Array.Exists(OfAdministrators, o => principal.EndsWith(o, StringComparison.OrdinalIgnoreCase)) || principal is "S-1-5-18" or "S-1-5-9";
}
