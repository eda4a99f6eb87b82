using System.Net;

namespace Ward.Lab;

/// <summary>
/// A small city in namespaces: an attacker and an honest client outside, a firewall between, a server with a real sshd,
/// rsyslog and nginx inside, and the watch in a management network. All traffic stays in the namespaces.
/// </summary>
public sealed class CityLab : IDisposable
{
    public static readonly IPAddress Attacker = IPAddress.Parse("198.51.100.10");
    public static readonly IPAddress Client = IPAddress.Parse("192.0.2.10");
    public static readonly IPAddress Server = IPAddress.Parse("10.20.0.10");
    public static readonly IPAddress Firewall = IPAddress.Parse("10.30.0.1");
    public static readonly IPAddress Watch = IPAddress.Parse("10.30.0.2");

    /// <summary>Programs without which the lab cannot be.</summary>
    public static readonly string[] Programs = ["ip", "nft", "nginx", "sshd", "ssh", "sshpass", "ssh-keygen", "rsyslogd", "setsid", "unshare"];

    private static int made;
    private readonly List<IDisposable> parts = [];

    public CityLab(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        var tag = $"w{Environment.ProcessId % 100000}-{Interlocked.Increment(ref made)}";
        try
        {
            AttackerHost = Host($"{tag}-attacker");
            ClientHost = Host($"{tag}-client");
            FirewallHost = Host($"{tag}-firewall");
            ServerHost = Host($"{tag}-server");
            WatchHost = Host($"{tag}-watch");
            NetworkNamespace.Join(AttackerHost, "eth0", "198.51.100.10/24", FirewallHost, "outside", "198.51.100.1/24");
            NetworkNamespace.Join(ClientHost, "eth0", "192.0.2.10/24", FirewallHost, "partners", "192.0.2.1/24");
            NetworkNamespace.Join(ServerHost, "eth0", "10.20.0.10/24", FirewallHost, "inside", "10.20.0.1/24");
            NetworkNamespace.Join(WatchHost, "eth0", "10.30.0.2/24", FirewallHost, "management", "10.30.0.1/24");
            AttackerHost.RouteDefaultBy("198.51.100.1");
            ClientHost.RouteDefaultBy("192.0.2.1");
            ServerHost.RouteDefaultBy("10.20.0.1");
            WatchHost.RouteDefaultBy("10.30.0.1");
            FirewallHost.Run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Folder { get; }
    public NetworkNamespace AttackerHost { get; private set; } = null!;
    public NetworkNamespace ClientHost { get; private set; } = null!;
    public NetworkNamespace FirewallHost { get; private set; } = null!;
    public NetworkNamespace ServerHost { get; private set; } = null!;
    public NetworkNamespace WatchHost { get; private set; } = null!;

    /// <summary>The private key that may enter the server as root.</summary>
    public string KeyPath => Path.Combine(Folder, "id_root");

    /// <summary>The file that nginx includes for its deny list.</summary>
    public string DenyPath => Path.Combine(Folder, "nginx", "ward-deny.conf");

    public string NginxConfiguration => Path.Combine(Folder, "nginx", "nginx.conf");

    /// <summary>The file by which nginx takes in the server that the agent asks.</summary>
    public string ProbePath => Path.Combine(Folder, "nginx", "conf.d", "ward-probe.conf");

    public string NginxPid => Path.Combine(Folder, "nginx", "nginx.pid");

    /// <summary>Starts sshd, rsyslog and nginx on the server; sshd logs by syslog(3) to a /dev/log of its own, rsyslog forwards over TCP.</summary>
    public void StartServer(IPEndPoint syslog)
    {
        foreach (var part in (string[])["temp", "conf.d", "www"]) Directory.CreateDirectory(Path.Combine(Folder, "nginx", part));
        File.WriteAllText(Path.Combine(Folder, "nginx", "www", "index.txt"), "city records\n");
        Directory.CreateDirectory("/run/sshd");
        foreach (var key in (string[])["host_key", "id_root"])
            Shell.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(Folder, key));
        File.Copy(KeyPath + ".pub", Path.Combine(Folder, "authorized_keys"));
        File.WriteAllText(DenyPath, "");
        File.WriteAllText(Path.Combine(Folder, "sshd_config"), ServerFiles.Sshd(Folder));
        File.WriteAllText(Path.Combine(Folder, "rsyslog.conf"), ServerFiles.Rsyslog(Folder, syslog));
        File.WriteAllText(NginxConfiguration, ServerFiles.Nginx(Folder));
        var script = Path.Combine(Folder, "server.sh");
        File.WriteAllText(script, ServerFiles.Script);
        var server = ServerHost.Start(Path.Combine(Folder, "server.log"), null, "unshare", "-m", "--propagation", "private", "sh", script, Folder);
        parts.Add(server);
        server.AwaitLog("server is up", TimeSpan.FromSeconds(15));
        Eventually("sshd and nginx answer", () =>
            ClientHost.CanConnect(new IPEndPoint(Server, 22), TimeSpan.FromSeconds(1)) && ClientHost.CanConnect(new IPEndPoint(Server, 80), TimeSpan.FromSeconds(1)));
    }

    /// <summary>Keeps a process for the lab's life.</summary>
    public LabProcess Keep(LabProcess process)
    {
        parts.Add(process);
        return process;
    }

    /// <summary>One ssh sign-in with a wrong password, given up after 2 s, since a session that is cut on the way hangs; true where the server let it in (it never should).</summary>
    /// <param name="source">One of the host's addresses; null for its first.</param>
    public static bool TryPassword(NetworkNamespace from, string user, string password, IPAddress? source = null) =>
        Shell.TryRun("ip", ["netns", "exec", from.Name, "timeout", "2", "sshpass", "-p", password, "ssh", "-F", "none",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=2", "-o", "PreferredAuthentications=password",
            "-o", "PubkeyAuthentication=no", "-o", "NumberOfPasswordPrompts=1", .. source is null ? (string[])[] : ["-b", $"{source}"], "-l", user, Server.ToString(), "true"]);

    /// <summary>Starts a session with the right key that prints a counter for ever.</summary>
    public LabProcess OpenSession(NetworkNamespace from, string log) =>
        Keep(from.Start(log, null, "ssh", "-F", "none", "-i", KeyPath, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            "-o", "ConnectTimeout=3", $"root@{Server}", "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo tick $i; sleep 0.1; done"));

    public static bool CanReachSsh(NetworkNamespace from, IPAddress? source = null) => from.CanConnect(new IPEndPoint(Server, 22), TimeSpan.FromSeconds(1), source);

    /// <summary>The status by which the web server answers a GET over a connection of its own; 0 where it does not answer.</summary>
    public static int AskWeb(NetworkNamespace from, string path)
    {
        using var http = from.Http();
        http.Timeout = TimeSpan.FromSeconds(3);
        try
        {
            using var answer = http.GetAsync(new Uri($"http://{Server}{path}")).GetAwaiter().GetResult();
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    /// <summary>Waits until the condition holds, asking every 50 ms or as told.</summary>
    /// <exception cref="TimeoutException">It never did.</exception>
    public static void Eventually(string what, Func<bool> condition, TimeSpan? within = null, TimeSpan? every = null)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > (within ?? TimeSpan.FromSeconds(15))) throw new TimeoutException($"waited {clock.Elapsed.TotalSeconds:0} s: {what}");
            Thread.Sleep(every ?? TimeSpan.FromMilliseconds(50));
        }
    }

    public void Dispose()
    {
        for (var i = parts.Count - 1; i >= 0; i--) parts[i].Dispose();
        parts.Clear();
    }

    private NetworkNamespace Host(string name)
    {
        var host = new NetworkNamespace(name);
        parts.Add(host);
        return host;
    }
}
