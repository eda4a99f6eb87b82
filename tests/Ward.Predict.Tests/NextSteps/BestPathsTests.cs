using Ward.Predict.AttackGraphs;
using Ward.Predict.Evidence;
using Ward.Predict.NextSteps;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.NextSteps;

public sealed class BestPathsTests
{
    [Fact]
    public void TheBestPathsAreThoseOfAnExhaustiveSearch()
    {
        var compared = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var city = RandomCity.Of(seed);
            var situation = new SituationBuilder(AttackGraph.Of(city)).Build(RandomCity.Attack(city, seed), []);
            for (var s = 0; s < city.Services.Count; s++)
            {
                var all = Exhaustive(situation, s).Order().Take(3).ToList();
                var found = new List<int[]>();
                new BestPaths(situation).Find(s, 3, found);
                Assert.Equal(all.Count, found.Count);
                for (var i = 0; i < all.Count; i++) Assert.Equal(Math.Exp(-all[i]), PathWords.Tell(situation, found[i]).Probability, 6);
                compared += found.Count;
            }
        }

        Assert.True(compared > 200, $"only {compared} paths compared");
    }

    [Fact]
    public void NoPathPassesANodeTwice()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var city = RandomCity.Of(seed);
            var situation = new SituationBuilder(AttackGraph.Of(city)).Build(RandomCity.Attack(city, seed), []);
            var found = new List<int[]>();
            for (var s = 0; s < city.Services.Count; s++) new BestPaths(situation).Find(s, 5, found);
            Assert.All(found, path => Assert.Equal(path.Length, path.Select(situation.Head).Distinct().Count()));
        }
    }

    [Fact]
    public void NoPathSignsInWhereItIsAdministratorAlready()
    {
        var steps = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var city = RandomCity.Of(seed);
            var situation = new SituationBuilder(AttackGraph.Of(city)).Build(RandomCity.Attack(city, seed), []);
            var found = new List<int[]>();
            for (var s = 0; s < city.Services.Count; s++) new BestPaths(situation).Find(s, 5, found);
            foreach (var path in found)
            {
                var administrates = new HashSet<int>();
                foreach (var edge in path)
                {
                    var (head, asset) = (situation.Head(edge), situation.Graph.AssetOf(situation.Head(edge)));
                    if (asset < 0) continue;
                    if (situation.Kind(edge) != StepKind.Includes) Assert.DoesNotContain(asset, administrates);
                    if (head % 2 == 1) administrates.Add(asset);
                    steps++;
                }
            }
        }

        Assert.True(steps > 500, $"only {steps} steps looked at");
    }

    [Fact]
    public void WhatIsLeftAsideAtAJointNodeIsTheNearestAndOneLessThanItNeeds()
    {
        var looked = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var city = RandomCity.Of(seed);
            var situation = new SituationBuilder(AttackGraph.Of(city)).Build(RandomCity.Attack(city, seed), []);
            var (live, length) = (situation.Live, Fixpoint.Of(situation));
            var into = Enumerable.Range(0, live.Steps).ToLookup(live.Head);
            for (var place = 0; place < live.Count; place++)
            {
                if (situation.Required(live.Node(place)) is var needed && needed == 1)
                {
                    Assert.DoesNotContain(into[place], live.IsCondition);
                    continue;
                }

                looked++;
                var aside = into[place].Where(live.IsCondition).ToList();
                Assert.Equal(needed - 1, aside.Count);
                Assert.All(aside, c => Assert.All(into[place].Except(aside), m => Assert.True(length[live.Node(live.Tail(c))] <= length[live.Node(live.Tail(m))] + 1e-9)));
            }
        }

        Assert.True(looked > 100, $"only {looked} joint nodes looked at");
    }

    /// <summary>Lengths of all loopless paths, by plain depth-first search, the rules about administrators included; through a joint node by what is not left aside there.</summary>
    private static List<double> Exhaustive(Situation situation, int service)
    {
        var (lengths, goal, live) = (new List<double>(), situation.Graph.GoalsFrom + service, situation.Live);
        var aside = Enumerable.Range(0, live.Steps).Where(live.IsCondition).Select(live.Edge).ToHashSet();
        var reached = Fixpoint.Of(situation);
        foreach (var stand in situation.Stands) Walk(stand.Node, stand.Offset, [], [], false);
        return lengths;

        void Walk(int node, double length, HashSet<int> passed, List<EdgeFacts> way, bool included)
        {
            if (length > -Math.Log(situation.Graph.LeastProbability)) return;
            if (node == goal)
            {
                lengths.Add(length);
                return;
            }

            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
            {
                var edge = situation.Edge(e);
                if (included && edge.Kind is StepKind.Impact or StepKind.TakeCredential) continue;
                if (edge.Kind != StepKind.Includes && situation.Graph.AssetOf(edge.Head) >= 0 && edge.Head % 2 == 0 && passed.Contains(edge.Head + 1)) continue;
                if (aside.Contains(e) || double.IsPositiveInfinity(reached[edge.Head]) || IsThereAlready(way, edge)) continue;
                if (!passed.Add(edge.Head)) continue;
                var needed = situation.Required(edge.Head);
                Walk(edge.Head, needed > 1 ? Math.Max(length, reached[edge.Head]) : length + edge.Weight, passed, [.. way, edge], edge.Kind == StepKind.Includes && e < situation.Graph.EdgeCount);
                passed.Remove(edge.Head);
            }
        }

        bool IsThereAlready(List<EdgeFacts> way, EdgeFacts edge)
        {
            if (edge.Kind != StepKind.SignIn || edge.Tail >= situation.Graph.NodeCount) return false;
            var asset = situation.AssetOf(edge.Head);
            return situation.Control.Any(c => situation.Edge(c).Tail == way[0].Tail && situation.AssetOf(situation.Head(c)) == asset)
                || way.LastOrDefault(w => w.Kind == StepKind.TakeCredential && w.Account == edge.Account) is { Kind: StepKind.TakeCredential } taken && situation.AssetOf(taken.Tail) == asset;
        }
    }
}
