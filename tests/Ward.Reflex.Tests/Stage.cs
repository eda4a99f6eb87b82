using System.Net;
using System.Text.Json.Nodes;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>The lab with Ward in it: server, firewall agent, and people with roles.</summary>
internal sealed class Stage : IDisposable
{
    private readonly LabFolder folder = new();

    /// <param name="mode">The mandate's mode.</param>
    /// <param name="ofWeb">True for the city in which only nginx can be told to deny anybody.</param>
    /// <param name="diskMegabytes">The size of a disk of its own for Ward's state; null for the machine's.</param>
    /// <param name="leaseSeconds">How long a change stays in force: longer where the server has to start anew within it.</param>
    public Stage(string mode, bool ofWeb = false, int? diskMegabytes = null, int leaseSeconds = 10)
    {
        Lab = new CityLab(Path.Combine(folder.Path, "lab"));
        try
        {
            var home = Path.Combine(folder.Path, "ward");
            Directory.CreateDirectory(home);
            if (diskMegabytes is { } size) Disk = new SmallDisk(Path.Combine(home, "state"), size);
            File.WriteAllText(Path.Combine(home, "city.yaml"), ofWeb ? ReflexCity.CityOfWeb : ReflexCity.City);
            Ward = new WardHouse(Lab.WatchHost, home, ReflexCity.Ward(mode, leaseSeconds));
            // An agent beside nginx finds nginx there; the others do not care who is first.
            if (ofWeb) Lab.StartServer(new IPEndPoint(CityLab.Watch, 5514));
            Agent = ofWeb
                ? Ward.AddAgent(Lab.ServerHost, $"{CityLab.Server}:7502", "web", Nginx, Protected)
                : Ward.AddAgent(Lab.FirewallHost, $"{CityLab.Firewall}:7501", "fw", "nftables", Protected);
            Ward.AddUser("looker", "viewer");
            Ward.AddUser("decider", "approver");
            Ward.StartServer();
            if (!ofWeb) Lab.StartServer(new IPEndPoint(CityLab.Watch, 5514));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static string[] Protected => ["10.30.0.0/24", "203.0.113.53/32"];

    /// <summary>How the agent is told of the lab's nginx.</summary>
    private string Nginx =>
        $"nginx:deny={Lab.DenyPath},conf={Lab.NginxConfiguration},pid={Lab.NginxPid},binary={Shell.Find("nginx")},probe=127.0.0.1:8099,probe-conf={Lab.ProbePath}";

    /// <summary>Where Ward's state is, if it has a disk of its own.</summary>
    public SmallDisk? Disk { get; }

    public CityLab Lab { get; } = null!;

    public WardHouse Ward { get; } = null!;

    /// <summary>Beside the firewall, or beside nginx in the city of the web.</summary>
    public LabProcess Agent { get; } = null!;

    /// <summary>What a machine lacks for this, or null.</summary>
    public static string? Missing => Requirements.Missing(CityLab.Programs);

    /// <summary>Wrong passwords from the attacker, one after the other, until <paramref name="enough"/> or the given number.</summary>
    public int Guess(int atMost, Func<bool>? enough = null)
    {
        var tried = 0;
        while (tried < atMost && enough?.Invoke() != true)
        {
            Assert.False(CityLab.TryPassword(Lab.AttackerHost, $"clerk{tried}", "guess"), "no password is right");
            tried++;
        }

        return tried;
    }

    public bool AttackerGetsIn => CityLab.CanReachSsh(Lab.AttackerHost);

    public bool ClientGetsIn => CityLab.CanReachSsh(Lab.ClientHost);

    /// <summary>Asks the web server for what attackers ask everywhere, one after the other, until <paramref name="enough"/>.</summary>
    public void ProbeWeb(Func<bool> enough)
    {
        foreach (var path in (string[])["/wp-login.php", "/.env", "/phpmyadmin/", "/.git/config", "/cgi-bin/test", "/backup.sql", "/adminer.php", "/manager/html"])
        {
            if (enough()) return;
            Assert.NotEqual(200, CityLab.AskWeb(Lab.AttackerHost, path));
        }
    }

    public int AttackersWeb => CityLab.AskWeb(Lab.AttackerHost, "/");

    public int ClientsWeb => CityLab.AskWeb(Lab.ClientHost, "/");

    /// <summary>The elements of Ward's own sets at the firewall, as the kernel has them; empty where there is no such table.</summary>
    public string Denied => Shell.TryRun("ip", "netns", "exec", Lab.FirewallHost.Name, "nft", "list", "table", "inet", "ward")
        ? Lab.FirewallHost.Run("nft", "list", "table", "inet", "ward") : "";

    public JsonArray Plans => Ward.Get("looker", "/api/v1/plans").AsArray();

    public JsonArray Incidents => Ward.Get("looker", "/api/v1/incidents").AsArray();

    public IEnumerable<JsonNode> PlansIn(params string[] states) =>
        Plans.Where(p => states.Contains(p!["state"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase)).Select(p => p!);

    /// <summary>What Ward saw and did, for whoever reads a failure.</summary>
    private void Tell()
    {
        if (TestContext.Current.TestOutputHelper is not { } output || Ward is null) return;
        foreach (var path in (string[])["feeds", "incidents", "plans"])
        {
            try
            {
                output.WriteLine($"{path}: {Ward.Get("looker", $"/api/v1/{path}").ToJsonString()}");
            }
            catch (Exception e) when (e is InvalidOperationException or HttpRequestException or KeyNotFoundException)
            {
                output.WriteLine($"{path}: {e.Message}");
            }
        }

        foreach (var log in Directory.EnumerateFiles(Ward.Folder, "*.log").Concat(Directory.EnumerateFiles(Lab.Folder, "*.log"))) output.WriteLine($"{Path.GetFileName(log)}: {File.ReadAllText(log)}");
    }

    public void Dispose()
    {
        Tell();
        Ward?.Dispose();
        Lab?.Dispose();
        Disk?.Dispose();
        folder.Dispose();
    }
}
