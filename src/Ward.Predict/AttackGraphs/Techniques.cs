using Ward.City.Assets;

namespace Ward.Predict.AttackGraphs;

/// <summary>ATT&amp;CK technique ids of the steps (Enterprise and ICS matrices), and which ports let one sign in.</summary>
internal static class Techniques
{
    public const string Guess = "T1110";
    public const string ValidAccounts = "T1078";
    public const string OperationsValidAccounts = "T0859";
    public const string OperationsRemoteServices = "T0886";
    public const string PublicFacing = "T1190";
    public const string RemoteServices = "T1210";
    public const string ServiceStop = "T1489";
    public const string CommandMessage = "T1692.001";

    public static bool IsWeb(ListeningPort port) => port.Name is "http" or "https" || IsWeb(port.Port);

    public static bool IsWeb(int port) => port is 80 or 443 or 8080 or 8443;

    /// <summary>Ports behind which a password opens a session; web sign-in is counted for accounts that have a grant, not for guessing.</summary>
    public static bool IsSignIn(ListeningPort port) => Remote(port) is not null;

    /// <summary>The technique of signing in over the port, or null where nobody signs in over it.</summary>
    public static string? Remote(ListeningPort port) => port.Name switch
    {
        "ssh" => "T1021.004",
        "smb" => "T1021.002",
        "rdp" => "T1021.001",
        "winrm" => "T1021.006",
        "vnc" => "T1021.005",
        "telnet" or "ftp" or "dcom" => "T1021",
        _ => Remote(port.Port),
    };

    private static string? Remote(int port) => port switch
    {
        22 => "T1021.004",
        139 or 445 => "T1021.002",
        3389 => "T1021.001",
        5985 or 5986 => "T1021.006",
        5900 => "T1021.005",
        21 or 23 => "T1021",
        _ => null,
    };
}
