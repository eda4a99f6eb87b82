namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>What a firewall did, in OCSF's words: disposition, activity and status of a network activity.</summary>
internal static class Verdict
{
    private const int Open = 1, Close = 2, Reset = 3, Refuse = 5, Traffic = 6;

    /// <summary>
    /// Writes class, activity, status and disposition by the firewall's own verb, which stays beside them; <c>blocked</c> is the name under which
    /// public rules for category firewall ask the same. An unknown verb is traffic that was logged.
    /// </summary>
    public static void Set(EventBuilder into, ReadOnlySpan<byte> verb, LogSource source)
    {
        var (activity, status) = verb switch
        {
            _ when Is(verb, "accept"u8, "allow"u8, "pass"u8) || Is(verb, "permit"u8, "permitted"u8, "start"u8) || Is(verb, "built"u8, "est-allowed"u8, "alert"u8) => (Open, 1),
            _ when Is(verb, "close"u8, "timeout"u8, "teardown"u8) || Is(verb, "end"u8, "ip-conn"u8, "dns"u8) => (Close, 1),
            _ when Is(verb, "client-rst"u8, "server-rst"u8, "reset"u8) => (Reset, 1),
            _ when verb.StartsWith("reset-"u8) || Is(verb, "reject"u8, "rejected"u8, "deny"u8) || Is(verb, "denied"u8, "drop"u8, "dropped"u8) || Is(verb, "block"u8, "blocked"u8, "blackhole"u8)
                || Is(verb, "drop-icmp"u8, "drop-all-packets"u8, "block-ip"u8) || Is(verb, "block-url"u8, "random-drop"u8, "sinkhole"u8) || Is(verb, "discarded"u8, "clear_session"u8, "drop_session"u8) => (Refuse, 2),
            _ => (Traffic, 0),
        };
        into.Is(EventClass.NetworkActivity, activity, status, source).Proven(false).Set(Fields.Disposition, verb switch
        {
            _ when activity == Traffic => "Logged"u8,
            _ when activity != Refuse => "Allowed"u8,
            _ when verb.StartsWith("drop"u8) || verb.EndsWith("-drop"u8) || Is(verb, "discarded"u8, "blackhole"u8, "sinkhole"u8) => "Dropped"u8,
            _ when verb.StartsWith("reset"u8) => "Reset"u8,
            _ when verb.StartsWith("reject"u8) => "Rejected"u8,
            _ => "Blocked"u8,
        });
        if (verb.Length > 0) into.SetUnmapped("action"u8, verb);
        if (activity != Traffic) into.SetUnmapped("blocked"u8, activity == Refuse ? "true"u8 : "false"u8);
    }

    private static bool Is(ReadOnlySpan<byte> verb, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three) =>
        System.Text.Ascii.EqualsIgnoreCase(verb, one) || System.Text.Ascii.EqualsIgnoreCase(verb, two) || System.Text.Ascii.EqualsIgnoreCase(verb, three);
}
