namespace Ward.Govern.Mandates;

/// <summary>Kinds of change, smallest harm first.</summary>
public enum ActionClass
{
    DenySource, DenyWeb, VirtualPatch, CloseFlow, SegmentZone, RotateCredential, ChangePassword, RequireFactor, VerifyBackup, Harden, Patch, DisableAccount, IsolateHost,
}
