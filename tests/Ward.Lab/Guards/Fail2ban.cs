using System.Globalization;

namespace Ward.Lab.Guards;

/// <summary>fail2ban from Debian's package, with its own sshd jail.</summary>
/// <param name="fastest">False: as packaged, but for nftables as the ban action, since iptables need not be there. True: inotify and a jail that blocks all ports.</param>
public sealed class Fail2ban(bool fastest) : IGuard
{
    private LabProcess? process;

    public string Name => "fail2ban";

    public string Setting => fastest ? "backend pyinotify, nftables-allports" : "default (backend polling), nftables-multiport";

    public int FailuresToBlock => 5;

    public IReadOnlyList<string> Programs => ["fail2ban-server", "nft"];

    public void Start(HostLab lab)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "fail2ban")).FullName;
        foreach (var part in (string[])["filter.d", "action.d", "fail2ban.conf", "jail.conf", "paths-common.conf", "paths-debian.conf"])
            File.CreateSymbolicLink(Path.Combine(folder, part), Path.Combine("/etc/fail2ban", part));
        File.WriteAllText(Path.Combine(folder, "jail.local"), string.Create(CultureInfo.InvariantCulture,
            $"""
            [DEFAULT]
            banaction = {(fastest ? "nftables-allports" : "nftables-multiport")}
            [sshd]
            enabled = true
            backend = {(fastest ? "pyinotify" : "polling")}
            logpath = {lab.LogPath}
            """));
        File.WriteAllText(Path.Combine(folder, "fail2ban.local"), $"[Definition]\nlogtarget = {folder}/fail2ban.log\ndbfile = None\nallowipv6 = auto\n");
        process = lab.Host.Start(Path.Combine(folder, "out.log"), null,
            "fail2ban-server", "-f", "-c", folder, "-s", Path.Combine(folder, "sock"), "-p", Path.Combine(folder, "pid"));
        process.AwaitLog("Server ready", TimeSpan.FromSeconds(20));
    }

    public void Dispose() => process?.Dispose();
}
