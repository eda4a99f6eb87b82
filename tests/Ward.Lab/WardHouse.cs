using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ward.Lab;

/// <summary>A running Ward: the real server, agent and CLI binaries, started in hosts of a lab.</summary>
public sealed class WardHouse : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NetworkNamespace home;
    private readonly WardBinaries binaries;
    private readonly string configuration;
    private readonly List<LabProcess> agents = [];
    private readonly Dictionary<string, HttpClient> clients = [];
    private LabProcess? server;

    /// <param name="home">The host on which the server runs.</param>
    /// <param name="folder">Holds the state and the logs; ward.yaml is written there.</param>
    /// <param name="configuration">The text of ward.yaml.</param>
    public WardHouse(NetworkNamespace home, string folder, string configuration)
    {
        (this.home, binaries) = (home, WardBinaries.Find());
        Folder = Directory.CreateDirectory(folder).FullName;
        this.configuration = Path.Combine(Folder, "ward.yaml");
        File.WriteAllText(this.configuration, configuration);
    }

    public string Folder { get; }

    public string State => Path.Combine(Folder, "state");

    public LabProcess Server => server ?? throw new InvalidOperationException("The server was not started.");

    /// <summary>Starts an agent in its host and enrols it; the server must not be running.</summary>
    public LabProcess AddAgent(NetworkNamespace host, string address, string element, string driver, params string[] protect)
    {
        var agent = StartAgent(host, address, element, driver, protect);
        agent.AwaitLog("code:", Patience);
        var code = agent.Log.Split("code:")[1].Split('\n')[0].Trim();
        Cli("agents", "add", "--address", $"https://{address}", "--code", code, "--element", element);
        return agent;
    }

    /// <summary>Starts an agent that may be enrolled already.</summary>
    public LabProcess StartAgent(NetworkNamespace host, string address, string element, string driver, params string[] protect)
    {
        var agent = host.Start(Path.Combine(Folder, $"agent-{element}.log"), null,
            [binaries.Agent, "--listen", address, "--state", Path.Combine(Folder, $"agent-{element}"), "--element", $"{element}={driver}", .. protect.SelectMany(p => (string[])["--protect", p])]);
        agents.Add(agent);
        return agent;
    }

    /// <summary>Makes a token for a user with the role; the server must not be running.</summary>
    public void AddUser(string name, string role)
    {
        var secret = Cli("tokens", "add", "--name", name, "--role", role, "--config", configuration, "--json");
        var client = home.Http();
        client.BaseAddress = new Uri("http://127.0.0.1:7878");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonNode.Parse(secret)!["secret"]!.GetValue<string>());
        clients[name] = client;
    }

    public void StartServer()
    {
        var log = Path.Combine(Folder, "server.log");
        var before = File.Exists(log) ? new FileInfo(log).Length : 0;
        server = home.Start(log, null, binaries.Server, "--config", configuration, "--state", State);
        CityLab.Eventually("the server listens", () =>
        {
            if (server.HasExited) throw new InvalidOperationException($"the server ended with {server.ExitCode}: {server.Log}");
            return server.Log.Length > before && server.Log[(int)before..].Contains("Console:", StringComparison.Ordinal);
        }, Patience);
    }

    public void KillServer()
    {
        Server.Kill();
        CityLab.Eventually("the server is gone", () => Server.HasExited);
    }

    /// <summary>GET, as a user.</summary>
    public JsonNode Get(string user, string path)
    {
        using var answer = clients[user].GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
        var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"GET {path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>POST, as a user; the status code and the body.</summary>
    public (int Status, string Body) Post(string user, string path, object body)
    {
        using var answer = clients[user].PostAsJsonAsync(new Uri(path, UriKind.Relative), body, JsonSerializerOptions.Web).GetAwaiter().GetResult();
        return ((int)answer.StatusCode, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    /// <summary>POST of lines to a feed, as a user; the status code and the body.</summary>
    public (int Status, string Body) PostLines(string user, string feed, string lines)
    {
        using var content = new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson");
        using var answer = clients[user].PostAsync(new Uri($"/api/v1/ingest/{feed}", UriKind.Relative), content).GetAwaiter().GetResult();
        return ((int)answer.StatusCode, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    /// <summary>Runs the CLI on the server's host with the house's state folder.</summary>
    public string Cli(params string[] arguments) => home.Run([binaries.Cli, .. arguments, "--state", State]);

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
        server?.Dispose();
        foreach (var agent in agents) agent.Dispose();
    }
}
