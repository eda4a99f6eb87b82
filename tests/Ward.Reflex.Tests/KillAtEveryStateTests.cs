using System.Text.Json.Nodes;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>
/// The server is killed with -9 as soon as its journal holds a state, for each state that a plan passes, and is started again.
/// The plans are read by the API, which reads the journal: what it shows is durable. A state that passes too quickly is held by
/// what happens in the field anyway: an agent that stands still, or whose answers get lost on the way.
/// </summary>
[Collection("one machine")]
public sealed class KillAtEveryStateTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void KilledWhileAPlanWaitsTheSamePlanStillWaits()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("ask");
        using var onlookers = new Onlookers(stage);
        using var attack = new Attack(stage);

        var (id, _) = KillAt(stage, attack, "proposed");
        stage.Ward.StartServer();

        CityLab.Eventually("the plan waits", () => stage.PlansIn("proposed").Any());
        var plan = Assert.Single(stage.PlansIn("proposed"));
        Assert.Null(onlookers.AttackerTurnedAway);
        Assert.Single(stage.Plans, p => p!["id"]!.GetValue<string>() == id);
        Assert.Equal(200, stage.Ward.Post("decider", $"/api/v1/plans/{plan["id"]}/approve", new { hash = plan["hash"]!.GetValue<string>() }).Status);
        CityLab.Eventually("the attacker is blocked", () => !stage.AttackerGetsIn, TimeSpan.FromSeconds(5));
        Assert.Equal(200, stage.Ward.Post("decider", $"/api/v1/plans/{plan["id"]}/undo", new { reason = "enough" }).Status);
        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhenTheLeaseIsJournalledAndTheAgentHasNotMoved()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var onlookers = new Onlookers(stage);
        AgentAnswers(stage);
        stage.Agent.Freeze();
        using var attack = new Attack(stage);

        KillAt(stage, attack, "leased");
        Assert.True(stage.AttackerGetsIn, "the agent stood still");
        // The command still lies in the agent's socket: it may be carried out now, with nobody there to hear of it.
        stage.Agent.Thaw();
        stage.Ward.StartServer();

        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhenTheFirewallBlocksAndTheAnswerIsLost()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act", leaseSeconds: 30);
        using var onlookers = new Onlookers(stage);
        AgentAnswers(stage);
        LoseAnswers(stage, after: 0);
        using var attack = new Attack(stage);

        CityLab.Eventually("the firewall blocks", () => !stage.AttackerGetsIn, Patience);
        KillAt(stage, attack, "leased");
        Assert.Contains(CityLab.Attacker.ToString(), stage.Denied, StringComparison.Ordinal);
        LoseNoMore(stage);
        stage.Ward.StartServer();

        CityLab.Eventually("it is found in force", () => stage.Plans.Any(p => States(p!).Contains("applied")));
        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhenItIsInForceAndNotVerified()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var onlookers = new Onlookers(stage);
        AgentAnswers(stage);
        LoseAnswers(stage, after: 1);
        using var attack = new Attack(stage);

        var (id, at) = KillAt(stage, attack, "applied");
        LoseNoMore(stage);
        stage.Ward.StartServer();

        CityLab.Eventually("it is verified after the start", () => States(PlanOf(stage, id)).Contains("verified"), TimeSpan.FromSeconds(8));
        Assert.All(History(PlanOf(stage, id)).Where(t => t.To == "verified"), t => Assert.True(t.At > at, "it was killed before it was verified"));
        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhenItIsVerifiedAndAgainWhenItHasExpired()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var onlookers = new Onlookers(stage);
        using var attack = new Attack(stage);

        var (id, _) = KillAt(stage, attack, "verified");
        // The lease ends with nobody at home.
        CityLab.Eventually("the firewall ended the lease", () => stage.AttackerGetsIn, TimeSpan.FromSeconds(15));
        stage.Ward.StartServer();
        KillAt(stage, attack, "expired");
        stage.Ward.StartServer();

        Assert.Single(States(PlanOf(stage, id)), s => s == "expired");
        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhileItIsBeingUndoneAndAgainWhenItIsUndone()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var onlookers = new Onlookers(stage);
        using var attack = new Attack(stage);
        CityLab.Eventually("a plan is verified", () => stage.PlansIn("verified").Any(), Patience);
        attack.End();
        var id = stage.PlansIn("verified").First()["id"]!.GetValue<string>();
        stage.Agent.Freeze();

        var undo = new Thread(() => Undo(stage, id));
        undo.Start();
        KillAt(stage, attack, "releasing", p => p["actions"]!.AsArray().Any(a => Is(a!["state"], "releasing")));
        undo.Join();
        stage.Agent.Thaw();
        stage.Ward.StartServer();
        KillAt(stage, attack, "rolledBack");
        stage.Ward.StartServer();

        Assert.Single(States(PlanOf(stage, id)), s => s == "rolledBack");
        NothingIsLeft(stage, onlookers);
    }

    [Fact]
    public void KilledWhenItHasFailed()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var onlookers = new Onlookers(stage);
        AgentAnswers(stage);
        stage.Agent.Freeze();
        using var attack = new Attack(stage);
        CityLab.Eventually("a plan is leased", () => stage.PlansIn("leased").Any(), Patience);
        attack.End();
        var until = stage.PlansIn("leased").First()["until"]!.GetValue<DateTimeOffset>();
        // The agent wakes when the lease is over, and must not begin what has ended.
        CityLab.Eventually("the lease is over", () => TimeProvider.System.GetUtcNow() > until, TimeSpan.FromSeconds(15));
        stage.Agent.Thaw();

        var (id, _) = KillAt(stage, attack, "failed");
        stage.Ward.StartServer();

        Assert.DoesNotContain("applied", States(PlanOf(stage, id)));
        NothingIsLeft(stage, onlookers);
    }

    /// <summary>What must be true in the end, whatever was killed when.</summary>
    private static void NothingIsLeft(Stage stage, Onlookers onlookers)
    {
        CityLab.Eventually("the attacker gets in again", () => stage.AttackerGetsIn, AfterTheLastLease(stage));
        CityLab.Eventually("no plan is left open", () => !stage.PlansIn("approved", "leased", "applied", "verified").Any(), Patience);
        // Told again from the journal of lines where the story broke off before it was kept.
        CityLab.Eventually("the incident is kept", () => stage.Incidents.Count > 0);
        Assert.Single(stage.Incidents);
        Assert.Equal(stage.Plans.Count, stage.Plans.Select(p => p!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.True(stage.AttackerGetsIn);
        if (onlookers.AttackerTurnedAway is { } last)
            Assert.InRange(last, DateTimeOffset.MinValue, stage.Plans.Select(p => p!["until"]).OfType<JsonNode>().Max(u => u.GetValue<DateTimeOffset>()) + Slack);
        Assert.Equal(0, onlookers.ClientTurnedAway);
    }

    /// <summary>Patience, or until what is leased now is over, whichever is longer.</summary>
    private static TimeSpan AfterTheLastLease(Stage stage)
    {
        var leases = stage.Plans.Select(p => p!["until"]).OfType<JsonNode>().Select(u => u.GetValue<DateTimeOffset>() + Slack - TimeProvider.System.GetUtcNow());
        return leases.Append(Patience).Max();
    }

    private static (string Id, DateTimeOffset At) KillAt(Stage stage, Attack attack, string state, Func<JsonNode, bool>? shows = null)
    {
        JsonNode? met = null;
        CityLab.Eventually($"the journal holds {state}", () => (met = stage.Plans.FirstOrDefault(p => shows?.Invoke(p!) ?? Is(p!["state"], state))) is not null, Patience, Often);
        var at = TimeProvider.System.GetUtcNow();
        stage.Ward.KillServer();
        attack.End();
        return (met!["id"]!.GetValue<string>(), at);
    }

    private static bool Is(JsonNode? value, string word) => string.Equals(value!.GetValue<string>(), word, StringComparison.OrdinalIgnoreCase);

    private static JsonNode PlanOf(Stage stage, string id) => stage.Ward.Get("looker", $"/api/v1/plans/{id}");

    private static IEnumerable<(string To, DateTimeOffset At)> History(JsonNode plan) =>
        plan["history"]!.AsArray().Select(t => (t!["to"]!.GetValue<string>(), t["at"]!.GetValue<DateTimeOffset>()));

    private static IEnumerable<string> States(JsonNode plan) => History(plan).Select(t => t.To);

    private static void Undo(Stage stage, string id)
    {
        try
        {
            stage.Ward.Post("decider", $"/api/v1/plans/{id}/undo", new { reason = "enough" });
        }
        catch (HttpRequestException)
        {
            // The server was killed under it.
        }
    }

    /// <summary>Waits until the line to the agent is warm, so that what stands still or is lost afterwards is a command and no handshake.</summary>
    private static void AgentAnswers(Stage stage)
    {
        CityLab.Eventually("the line is there", () => stage.Lab.WatchHost.Run("ss", "-tnH", "state", "established", "dst", "10.30.0.1:7501").Length > 0);
        Thread.Sleep(500);
    }

    /// <summary>From now on answers of the agent get lost before they reach Ward, after so many that arrive; bare acknowledgements pass.</summary>
    private static void LoseAnswers(Stage stage, int after)
    {
        var watch = stage.Lab.WatchHost;
        watch.Run("nft", "add", "table", "inet", "lab");
        watch.Run("nft", "add", "chain", "inet", "lab", "input", "{ type filter hook input priority 0; }");
        string[] few = after == 0 ? [] : ["limit", "rate", "over", "1/hour", "burst", $"{after}", "packets"];
        watch.Run(["nft", "add", "rule", "inet", "lab", "input", "tcp", "sport", "7501", "meta", "length", ">", "100", .. few, "drop"]);
    }

    private static void LoseNoMore(Stage stage) => stage.Lab.WatchHost.Run("nft", "delete", "table", "inet", "lab");

    /// <summary>Guesses beside the test until it is told to end.</summary>
    private sealed class Attack : IDisposable
    {
        private readonly Thread thread;
        private volatile bool ended;

        public Attack(Stage stage)
        {
            thread = new(() =>
            {
                for (var i = 0; i < 30 && !ended; i++) CityLab.TryPassword(stage.Lab.AttackerHost, $"clerk{i}", "guess");
            });
            thread.Start();
        }

        public void End()
        {
            ended = true;
            thread.Join();
        }

        public void Dispose() => End();
    }
}
