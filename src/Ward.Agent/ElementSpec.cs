using System.Net;
using Ward.Elements.Nginx;

namespace Ward.Agent;

/// <summary>An element as the command line names it.</summary>
/// <param name="Text">As given; the watchdog reads it again.</param>
/// <param name="Nginx">Null for nftables.</param>
internal sealed record ElementSpec(string Name, string Text, NginxOptions? Nginx)
{
    public static ElementSpec? Read(string text, out string reason)
    {
        reason = "";
        var equals = text.IndexOf('=');
        if (equals < 1)
            return Refuse(out reason, "not NAME=KIND");
        var (name, rest) = (text[..equals], text[(equals + 1)..]);
        if (rest == "nftables")
            return new(name, text, null);
        if (!rest.StartsWith("nginx:", StringComparison.Ordinal))
            return Refuse(out reason, "the kind is nftables or nginx:...");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in rest["nginx:".Length..].Split(','))
        {
            var at = part.IndexOf('=');
            if (at < 1 || !settings.TryAdd(part[..at], part[(at + 1)..]))
                return Refuse(out reason, $"'{part}' is not KEY=VALUE, or is given twice");
        }
        foreach (var key in settings.Keys)
            if (key is not ("deny" or "binary" or "conf" or "pid" or "probe" or "probe-conf"))
                return Refuse(out reason, $"'{key}' is no setting of nginx");
        if (!settings.TryGetValue("deny", out var deny) || !settings.TryGetValue("conf", out var conf) || !settings.TryGetValue("pid", out var pid))
            return Refuse(out reason, "nginx needs deny, conf and pid");
        if (settings.Values.Any(v => v.Any(c => char.IsControl(c) || c is ';' or '{' or '}' or '"' or '\'' or ' ')))
            return Refuse(out reason, "a path has a character that nginx would read as its grammar");
        IPEndPoint? probe = null;
        if (settings.TryGetValue("probe", out var where) && (!IPEndPoint.TryParse(where, out probe) || !IPAddress.IsLoopback(probe.Address)))
            return Refuse(out reason, "probe is a loopback IP:PORT");
        return new(name, text, new(Path.GetFullPath(deny), settings.GetValueOrDefault("binary", "/usr/sbin/nginx"), Path.GetFullPath(conf),
            Path.GetFullPath(pid), probe, settings.GetValueOrDefault("probe-conf")));
    }

    private static ElementSpec? Refuse(out string reason, string words)
    {
        reason = words;
        return null;
    }
}
