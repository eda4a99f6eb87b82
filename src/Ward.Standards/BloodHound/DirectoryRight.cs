namespace Ward.Standards.BloodHound;

/// <summary>By which way one may enter a computer.</summary>
public enum DirectoryRight { Administrator, RemoteDesktop, Dcom, RemoteShell }
