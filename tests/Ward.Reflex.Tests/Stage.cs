using System.Net;
using System.Text.Json.Nodes;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>The lab with Ward in it: server, firewall agent, and people with roles.</summary>
internal sealed class Stage : IDisposable
{
    private readonly LabFolder folder = new();

    public Stage(string mode)
    {
        Lab = new CityLab(Path.Combine(folder.Path, "lab"));
        try
        {
            var home = Path.Combine(folder.Path, "ward");
            Directory.CreateDirectory(home);
            File.WriteAllText(Path.Combine(home, "city.yaml"), ReflexCity.City);
            Ward = new WardHouse(Lab.WatchHost, home, ReflexCity.Ward(mode));
            FirewallAgent = Ward.AddAgent(Lab.FirewallHost, "10.30.0.1:7501", "fw", "nftables", "10.30.0.0/24", "203.0.113.53/32");
            Ward.AddUser("looker", "viewer");
            Ward.AddUser("decider", "approver");
            Ward.StartServer();
            Lab.StartServer(new IPEndPoint(CityLab.Watch, 5514));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public CityLab Lab { get; } = null!;

    public WardHouse Ward { get; } = null!;

    public LabProcess FirewallAgent { get; } = null!;

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

        foreach (var log in Directory.EnumerateFiles(Ward.Folder, "*.log")) output.WriteLine($"{Path.GetFileName(log)}: {File.ReadAllText(log)}");
    }

    public void Dispose()
    {
        Tell();
        Ward?.Dispose();
        Lab?.Dispose();
        folder.Dispose();
    }
}
