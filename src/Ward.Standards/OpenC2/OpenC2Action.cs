namespace Ward.Standards.OpenC2;

/// <summary>The twenty actions of OpenC2 Language Specification 1.0 (CS02), section 3.3.1.1. The name on the wire is the member in lower case.</summary>
public enum OpenC2Action
{
    Scan, Locate, Query, Deny, Contain, Allow, Start, Stop, Restart, Cancel,
    Set, Update, Redirect, Create, Delete, Detonate, Restore, Copy, Investigate, Remediate,
}
