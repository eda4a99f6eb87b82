namespace Ward.Govern.Mandates;

/// <summary>Action classes in plain words.</summary>
internal static class Words
{
    public static string Of(ActionClass action) => action switch
    {
        ActionClass.DenySource => "deny an address at the firewall",
        ActionClass.DenyWeb => "deny an address at the web server",
        ActionClass.CloseFlow => "close a flow",
        ActionClass.DisableAccount => "disable an account",
        ActionClass.IsolateHost => "isolate a host",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action class without words."),
    };
}
