using System.Net;

namespace Ward.Elements.Nginx;

/// <summary>Where one nginx stands.</summary>
/// <param name="DenyFile">Written by Ward alone; the site includes it where addresses are to be refused (http, server or location).</param>
/// <param name="Binary">The nginx that tests the configuration.</param>
/// <param name="Conf">Its main configuration, as it was started with.</param>
/// <param name="PidFile">Names the master process, which is told to reload.</param>
/// <param name="Probe">Loopback address of Ward's own server inside this nginx, by which the running configuration is asked; null for none, and then no post-condition can be checked.</param>
/// <param name="ProbeConf">Written by Ward alone; included in http {}. Beside the deny file where null.</param>
public sealed record NginxOptions(string DenyFile, string Binary, string Conf, string PidFile, IPEndPoint? Probe, string? ProbeConf)
{
    public string ProbeFile => ProbeConf ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(DenyFile))!, "ward-probe.conf");
}
