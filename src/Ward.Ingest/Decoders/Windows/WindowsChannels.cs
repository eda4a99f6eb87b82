using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>Channels by the name that Windows gives them, and by the provider that alone writes to one where a shipper leaves the channel out.</summary>
internal static class WindowsChannels
{
    public static readonly WindowsChannel Security = new("security", WindowsKinds.Security);
    public static readonly WindowsChannel Sysmon = new("sysmon", WindowsKinds.Sysmon);

    /// <summary>A channel that Sigma has no name for.</summary>
    public static readonly WindowsChannel Unnamed = new("");

    private static readonly WindowsChannel PowerShell = new("powershell", WindowsKinds.PowerShell);
    private static readonly WindowsChannel PowerShellClassic = new("powershell-classic", WindowsKinds.PowerShellClassic);
    private static readonly WindowsChannel Defender = new("windefend", WindowsKinds.Defender);
    private static readonly WindowsChannel TaskScheduler = new("taskscheduler", WindowsKinds.TaskScheduler);
    private static readonly WindowsChannel System = new("system", WindowsKinds.System);
    private static readonly WindowsChannel Firewall = new("firewall-as");
    private static readonly WindowsChannel AppLocker = new("applocker");
    private static readonly WindowsChannel Mitigations = new("security-mitigations");
    private static readonly WindowsChannel Shim = new("kernel-shimengine");
    private static readonly WindowsChannel Experience = new("application-experience");
    private static readonly WindowsChannel ServiceBus = new("microsoft-servicebus-client");
    private static readonly WindowsChannel DnsServer = new("dns-server");

    private static readonly NameMap<WindowsChannel> ByName = new(
        ("Security", Security),
        ("System", System),
        ("Application", new("application")),
        ("Microsoft-Windows-Sysmon/Operational", Sysmon),
        ("Microsoft-Windows-PowerShell/Operational", PowerShell),
        ("PowerShellCore/Operational", PowerShell),
        ("Windows PowerShell", PowerShellClassic),
        ("Microsoft-Windows-Windows Defender/Operational", Defender),
        ("Microsoft-Windows-TaskScheduler/Operational", TaskScheduler),
        ("Microsoft-Windows-TerminalServices-LocalSessionManager/Operational", new("terminalservices-localsessionmanager", WindowsKinds.LocalSessions)),
        ("Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational", new("", WindowsKinds.RemoteConnections)),
        ("Microsoft-Windows-NTLM/Operational", new("ntlm")),
        ("Microsoft-Windows-WMI-Activity/Operational", new("wmi")),
        ("Microsoft-Windows-DHCP-Server/Operational", new("dhcp")),
        ("Microsoft-Windows-PrintService/Admin", new("printservice-admin")),
        ("Microsoft-Windows-PrintService/Operational", new("printservice-operational")),
        ("Microsoft-Windows-SmbClient/Security", new("smbclient-security")),
        ("Microsoft-Windows-SmbClient/Connectivity", new("smbclient-connectivity")),
        ("Microsoft-Windows-SMBServer/Connectivity", new("smbserver-connectivity")),
        ("Microsoft-Windows-CodeIntegrity/Operational", new("codeintegrity-operational")),
        ("Microsoft-Windows-AppLocker/MSI and Script", AppLocker),
        ("Microsoft-Windows-AppLocker/EXE and DLL", AppLocker),
        ("Microsoft-Windows-AppLocker/Packaged app-Deployment", AppLocker),
        ("Microsoft-Windows-AppLocker/Packaged app-Execution", AppLocker),
        ("MSExchange Management", new("msexchange-management")),
        ("Microsoft-Windows-Windows Firewall With Advanced Security/Firewall", Firewall),
        ("Microsoft-Windows-Bits-Client/Operational", new("bits-client")),
        ("Microsoft-Windows-Security-Mitigations/Kernel Mode", Mitigations),
        ("Microsoft-Windows-Security-Mitigations/User Mode", Mitigations),
        ("Microsoft-Windows-Diagnosis-Scripted/Operational", new("diagnosis-scripted")),
        ("Microsoft-Windows-Shell-Core/Operational", new("shell-core")),
        ("OpenSSH/Operational", new("openssh")),
        ("Microsoft-Windows-LDAP-Client/Debug", new("ldap")),
        ("Microsoft-Windows-BitLocker/BitLocker Management", new("bitlocker")),
        ("Microsoft-Windows-VHDMP/Operational", new("vhdmp")),
        ("Microsoft-Windows-VHDMP-Operational", new("vhdmp")),
        ("Microsoft-Windows-AppXDeploymentServer/Operational", new("appxdeployment-server")),
        ("Microsoft-Windows-LSA/Operational", new("lsa-server")),
        ("Microsoft-Windows-AppxPackaging/Operational", new("appxpackaging-om")),
        ("Microsoft-Windows-DNS Client Events/Operational", new("dns-client")),
        ("Microsoft-Windows-DNS-Client/Operational", new("dns-client")),
        ("DNS Server", DnsServer),
        ("Microsoft-Windows-DNS-Server/Audit", new("dns-server-audit")),
        ("Microsoft-Windows-DNS-Server/Analytical", new("dns-server-analytic")),
        ("Microsoft-Windows-DriverFrameworks-UserMode/Operational", new("driver-framework")),
        ("Microsoft-Windows-AppModel-Runtime/Admin", new("appmodel-runtime")),
        ("Microsoft-Windows-CAPI2/Operational", new("capi2")),
        ("Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational", new("certificateservicesclient-lifecycle-system")),
        ("Microsoft-Windows-Kernel-ShimEngine/Operational", Shim),
        ("Microsoft-Windows-Kernel-ShimEngine/Diagnostic", Shim),
        ("Microsoft-Windows-Application-Experience/Program-Telemetry", Experience),
        ("Microsoft-Windows-Application-Experience/Program-Compatibility-Assistant", Experience),
        ("Microsoft-Windows-Ntfs/Operational", new("ntfs")),
        ("Microsoft-Windows-Hyper-V-Worker", new("hyper-v-worker")),
        ("Microsoft-Windows-Kernel-EventTracing", new("kernel-event-tracing")),
        ("Microsoft-Windows-SENSE/Operational", new("sense")),
        ("Microsoft-ServiceBus-Client/Admin", ServiceBus),
        ("Microsoft-ServiceBus-Client/Operational", ServiceBus),
        ("Microsoft-IIS-Configuration/Operational", new("iis-configuration")));

    private static readonly NameMap<WindowsChannel> ByProvider = new(
        ("Microsoft-Windows-Sysmon", Sysmon),
        ("Microsoft-Windows-Security-Auditing", Security),
        ("Microsoft-Windows-PowerShell", PowerShell),
        ("PowerShell", PowerShellClassic),
        ("Microsoft-Windows-Windows Defender", Defender),
        ("Microsoft-Windows-TaskScheduler", TaskScheduler),
        ("Service Control Manager", System));

    public static bool TryFind(ReadOnlySpan<byte> channel, out WindowsChannel found) => ByName.TryFind(channel, out found);

    public static bool TryFindByProvider(ReadOnlySpan<byte> provider, out WindowsChannel found) => ByProvider.TryFind(provider, out found);
}
