namespace Ward.Govern.Mandates;

/// <summary>Action classes in plain words.</summary>
internal static class Words
{
    public static string Of(ActionClass action) => action switch
    {
        ActionClass.DenySource => "deny an address at the firewall",
        ActionClass.DenyWeb => "deny an address at the web server",
        ActionClass.CloseFlow => "close a flow",
        ActionClass.VirtualPatch => "have a rule written against a weakness",
        ActionClass.SegmentZone => "close what no service needs between two zones",
        ActionClass.RotateCredential => "give an account a new credential",
        ActionClass.ChangePassword => "change a default, weak or leaked password",
        ActionClass.RequireFactor => "ask an account for a second factor",
        ActionClass.VerifyBackup => "verify a backup",
        ActionClass.Harden => "mend a setting",
        ActionClass.Patch => "install an update",
        ActionClass.DisableAccount => "disable an account",
        ActionClass.IsolateHost => "isolate a host",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action class without words."),
    };
}
