using System.Globalization;
using System.Net;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Predict.AttackGraphs;

namespace Ward.Benchmarks.Predict;

/// <summary>
/// An attacker who is not the forecast's: he does one thing after the other, failures cost him time too, he has a skill, a patience and either an aim or none,
/// and only a part of what he does is seen. The forecast's attackers do everything at once, never tire and have no skill of their own.
/// </summary>
internal sealed class Attacker
{
    /// <summary>Standard deviation of skill, in logits.</summary>
    public const double Skills = 0.7;

    /// <summary>Mean number of tries before he gives up.</summary>
    public const double Patience = 25;

    /// <summary>Share of those who start inside, on a workstation or in the perimeter, unseen or seen as any break-in.</summary>
    public const double StartInside = 0.5;

    /// <summary>Share of successes that are seen as a break-in, sign-ins with a valid account less often; and of failures that are seen as attempts.</summary>
    public const double SeenGain = 0.6, SeenSignIn = 0.4, SeenFailure = 0.4;

    private readonly Truth truth;
    private readonly Random random;
    private readonly double skill, pace;
    private readonly IPAddress address;
    private readonly int[] order;
    private readonly HashSet<int> held = [];
    private readonly List<int> open = [];
    private readonly HashSet<int> offered = [];
    private readonly Dictionary<ulong, bool> outcomes = [];
    private readonly HashSet<(int Asset, int Service)> stoppedBy = [];
    private readonly Dictionary<int, double> falls = [];
    private readonly List<(double, Finding)> findings = [];
    private readonly List<(double, int, string)> gains = [];
    private double now;

    private Attacker(Truth truth, int seed)
    {
        (this.truth, random) = (truth, new Random(seed));
        (skill, pace) = (Skills * Chance.Normal(random), Math.Exp(0.5 * Chance.Normal(random)));
        order = [.. Enumerable.Range(0, truth.Ground.Graph.GoalsFrom)];
        address = new IPAddress([198, 51, 100, (byte)(1 + (seed % 250))]);
    }

    /// <param name="hours">He is followed for so long.</param>
    public static Campaign Play(Truth truth, int seed, double hours) => new Attacker(truth, seed).Play(hours);

    private Campaign Play(double hours)
    {
        var aimed = random.Next(2) == 0;
        var target = random.Next(truth.City.Services.Count);
        if (random.NextDouble() < StartInside) Settle();
        else Hold(truth.Ground.Stands[0].Node);
        for (var tries = (int)(-Patience * Math.Log(1 - random.NextDouble())) + 1; tries > 0 && open.Count > 0; tries--)
        {
            var at = aimed ? Aim(target) : random.Next(open.Count);
            var edge = truth.Ground.Edge(open[at]);
            open.RemoveAt(at);
            if (edge.Kind != StepKind.Impact && held.Contains(edge.Head)) continue;
            now += truth.Hours(edge) * pace * Math.Exp(Chance.Normal(random) - 0.5);
            if (now > hours) break;
            Try(edge);
            if (aimed && falls.ContainsKey(target)) break;
        }

        return new(findings, gains, falls, aimed);
    }

    private void Settle()
    {
        var entries = Enumerable.Range(0, truth.City.Assets.Count).Where(a => truth.City.Find(truth.City.Assets[a].Zone)!.Kind is ZoneKind.Office or ZoneKind.Perimeter).ToList();
        var asset = entries[random.Next(entries.Count)];
        gains.Add((now, asset, "T1566"));
        See(SeenGain, Meaning.Compromise, "T1566", [new Entity.Host(truth.City.Assets[asset].Id)]);
        Hold(2 * asset);
    }

    /// <summary>The step that lies nearest to what he seeks, by a noisy eye.</summary>
    private int Aim(int target)
    {
        var distance = truth.To(target);
        var (best, nearest) = (0, double.PositiveInfinity);
        for (var i = 0; i < open.Count; i++)
        {
            var edge = truth.Ground.Edge(open[i]);
            var length = edge.Weight + Math.Min(50, distance[edge.Head]) + (0.5 * Math.Abs(Chance.Normal(random)));
            if (length < nearest) (best, nearest) = (i, length);
        }

        return best;
    }

    private void Try(in EdgeFacts edge)
    {
        var technique = Technique(edge);
        var target = truth.Ground.AssetOf(edge.Head);
        List<Entity> who = edge.Kind == StepKind.Escalate ? [] : [Where(edge.Tail)];
        if (target >= 0) who.Add(new Entity.Host(truth.City.Assets[target].Id));
        if (!Succeeds(edge))
        {
            if (edge.Kind is StepKind.Guess or StepKind.Exploit) See(SeenFailure, Meaning.Attempt, technique, who);
            return;
        }

        if (edge.Kind == StepKind.Impact)
        {
            stoppedBy.Add((truth.Ground.AssetOf(edge.Tail), truth.Ground.Graph.ServiceAt(edge.Head)));
            Fall();
            return;
        }

        if (edge.Kind == StepKind.SignIn) who.Add(new Entity.Login(truth.City.Accounts[edge.Account].Login));
        gains.Add((now, target, technique));
        See(edge.Kind == StepKind.SignIn ? SeenSignIn : SeenGain, Meaning.Compromise, technique, who);
        Hold(edge.Head);
    }

    private void Fall()
    {
        var graph = truth.Ground.Graph;
        for (var again = true; again;)
        {
            again = false;
            for (var s = 0; s < truth.City.Services.Count; s++)
            {
                if (falls.ContainsKey(s) || !truth.City.Services[s].Needs.Any(Lost)) continue;
                falls[s] = now;
                gains.Add((now, -1, "T1489"));
                again = true;

                bool Lost(City.Services.Need need)
                {
                    var gone = need.Assets.Distinct().Count(a => stoppedBy.Any(x => x.Service == s && truth.City.Assets[x.Asset].Id == a)) + need.Services.Distinct().Count(o => falls.Keys.Any(f => truth.City.Services[f].Id == o));
                    return gone > need.Assets.Distinct().Count() + need.Services.Distinct().Count() - need.AtLeast;
                }
            }
        }
    }

    /// <summary>What he holds offers steps; bookkeeping is followed at once, a kept credential taken or not.</summary>
    private void Hold(int from)
    {
        var next = new Stack<int>([from]);
        while (next.TryPop(out var node))
        {
            if (!held.Add(node)) continue;
            var (first, before) = truth.Ground.Out(node);
            for (var e = first; e < before; e++)
            {
                var edge = truth.Ground.Edge(e);
                if (truth.Ground.Required(edge.Head) > 1 && truth.Into(edge.Head).Count(i => held.Contains(i.Tail)) < truth.Ground.Required(edge.Head)) continue;
                if (edge.Kind is StepKind.Includes or StepKind.Move or StepKind.Join || (edge.Kind == StepKind.TakeCredential && Succeeds(edge))) next.Push(edge.Head);
                else if (edge.Kind is not (StepKind.TakeCredential or StepKind.Depend) && offered.Add(e) && !outcomes.ContainsKey(truth.Key(edge))) open.Add(e);
            }
        }
    }

    /// <summary>Thrown once a weakness, sign-in or stop: trying it again by another way is trying the same.</summary>
    private bool Succeeds(in EdgeFacts edge)
    {
        var key = truth.Key(edge);
        if (!outcomes.TryGetValue(key, out var good)) outcomes[key] = good = random.NextDouble() < truth.Probability(edge, skill);
        return good;
    }

    private void See(double share, Meaning meaning, string technique, IReadOnlyList<Entity> entities)
    {
        if (random.NextDouble() >= share) return;
        var at = DateTimeOffset.UnixEpoch.AddHours(now);
        findings.Add((now, new Finding(new(findings.Count.ToString(CultureInfo.InvariantCulture)), truth.City.Id, at, findings.Count, "bench", "sshd", "bench", Severity.High, [technique], meaning, entities, true, new("", "", null, at, at, []), [])));
    }

    /// <summary>From where it is seen to come: the asset, for a position the first held asset whose packets go there, or the address outside.</summary>
    private Entity.Source Where(int node)
    {
        var from = truth.Ground.AssetOf(node) >= 0 ? node : Array.FindIndex(order, n => held.Contains(n) && Leads(n, node));
        return truth.Ground.StandAt(node) is not null || from < 0 ? new(address) : new(truth.City.Assets[truth.Ground.AssetOf(from)].Addresses[0]);
    }

    /// <summary>True where packets from the node get to the other: at once, or over what is held between them; where a credential is kept does not matter.</summary>
    private bool Leads(int from, int to) =>
        truth.Into(to).Any(i => truth.Ground.Kind(i.Edge) is StepKind.Move or StepKind.Join && (i.Tail == from || (truth.Ground.AssetOf(i.Tail) < 0 && held.Contains(i.Tail) && Leads(from, i.Tail))));

    private string Technique(in EdgeFacts edge) => edge.Exposure >= 0 ? truth.City.Exposures[edge.Exposure].Technique : edge.Kind switch
    {
        StepKind.Guess => "T1110",
        StepKind.Exploit => "T1190",
        StepKind.SignIn => "T1021",
        StepKind.Escalate => "T1078",
        _ => "T1489",
    };
}
