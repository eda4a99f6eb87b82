namespace Ward.Ingest.Decoders.Cloud;

/// <summary>What an operation does, by the verb that its name begins with, as activity_id of OCSF's API Activity (6003).</summary>
internal static class ApiActivities
{
    public const int Create = 1, Read = 2, Update = 3, Delete = 4, Other = 99;

    private static readonly (byte[] Verb, int Activity)[] Verbs =
    [
        .. Of(Create, "create", "run", "add", "insert", "register", "import", "generate", "issue", "allocate", "provision", "new-"),
        .. Of(Read, "get", "list", "describe", "head", "read", "lookup", "watch", "search", "query", "view", "download", "select", "filter"),
        .. Of(Update, "update", "put", "modify", "set", "attach", "detach", "enable", "disable", "start", "stop", "patch", "change", "associate", "disassociate", "authorize", "revoke", "tag", "untag", "reset", "rotate"),
        .. Of(Delete, "delete", "remove", "terminate", "destroy", "deregister", "release", "purge"),
    ];

    public static int OfName(ReadOnlySpan<byte> operation)
    {
        foreach (var (verb, activity) in Verbs)
            if (operation.Length >= verb.Length && System.Text.Ascii.EqualsIgnoreCase(operation[..verb.Length], verb)) return activity;
        return operation.Length == 0 ? 0 : Other;
    }

    private static IEnumerable<(byte[], int)> Of(int activity, params string[] verbs) => verbs.Select(v => (System.Text.Encoding.ASCII.GetBytes(v), activity));
}
