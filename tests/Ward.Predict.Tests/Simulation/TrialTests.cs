using CsCheck;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Tests.Simulation;

public sealed class TrialTests
{
    private const int Trials = 4_000;

    [Fact]
    public void SimulationAgreesWithEveryWorldOfSmallNets()
    {
        var (beyond, asked) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var net = RandomNet.Of(seed);
            foreach (var goal in net.Goals)
                foreach (var within in (double[])[12, 1000])
                {
                    var exact = Worlds.Exactly(net, goal, within);
                    var seen = Share(net, goal, within);
                    var error = Math.Sqrt(exact * (1 - exact) / Trials);
                    asked++;
                    if (Math.Abs(seen - exact) > 3 * error + 1e-12) beyond++;
                    Assert.True(Math.Abs(seen - exact) <= (5 * error) + 1e-12, $"seed {seed}, goal {goal}, within {within}: {seen} against {exact}");
                }
        }

        // Of three standard errors 0.3 in 100 lie beyond; the seeds are fixed.
        Assert.True(beyond <= asked / 50, $"{beyond} of {asked} beyond three standard errors");
    }

    [Fact]
    public void ALikelierStepNeverMakesANodeLaterInAnyTrial() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Double[0.2, 1]).Sample((seed, factor) =>
        {
            var (low, high) = (RandomNet.Of(seed), RandomNet.Of(seed, factor));
            var (one, other) = (new Trial(low, 1e6), new Trial(high, 1e6));
            for (var t = 0; t < 50; t++)
            {
                one.Run(t);
                other.Run(t);
                for (var n = 0; n < low.Nodes; n++)
                    if (other.At(n) > one.At(n)) return false;
            }

            return true;
        });

    [Fact]
    public void TheSameTrialIsTheSameWhateverRanBefore()
    {
        var net = RandomNet.Of(7);
        var (fresh, used) = (new Trial(net, 1e6), new Trial(net, 1e6));
        for (var t = 0; t < 40; t++) used.Run(t);
        used.Run(3);
        fresh.Run(3);

        Assert.Equal(Enumerable.Range(0, net.Nodes).Select(fresh.At), Enumerable.Range(0, net.Nodes).Select(used.At));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, 1.0)]
    public void NeverAndAlwaysAreWhatTheySay(double probability, double share)
    {
        var draft = new NetDraft();
        var (from, to) = (draft.NewNode(1), draft.NewNode(1));
        draft.Start(from, 1, 1);
        draft.Add(from, to, 2, probability, new StepHours(3, 1), 0);

        Assert.Equal(share, Share(draft.Finish([to]), to, 1e9));
    }

    [Fact]
    public void AnAndWaitsForTheLastOfItsPremises()
    {
        var draft = new NetDraft();
        var (from, one, other, both) = (draft.NewNode(1), draft.NewNode(1), draft.NewNode(1), draft.NewNode(2));
        draft.Start(from, 1, 1);
        draft.Add(from, one, 2, 1, new StepHours(3, 0), 0);
        draft.Add(from, other, 3, 1, new StepHours(8, 0), 1);
        draft.Add(one, both, 0, 1, StepHours.None, -1);
        draft.Add(other, both, 0, 1, StepHours.None, -1);
        var trial = new Trial(draft.Finish([both]), 1e6);
        trial.Run(0);

        Assert.Equal(8, trial.At(both));
    }

    [Fact]
    public void HoursHaveTheMeanAndTheMedianThatAreSaid()
    {
        var draft = new NetDraft();
        var (from, to) = (draft.NewNode(1), draft.NewNode(1));
        var hours = new StepHours(6, 0.8);
        draft.Start(from, 1, 1);
        draft.Add(from, to, 2, 1, hours, 0);
        var trial = new Trial(draft.Finish([to]), 1e9);
        var times = new List<double>();
        for (var t = 0; t < 20_000; t++)
        {
            trial.Run(t);
            times.Add(trial.At(to));
        }

        // Standard deviation of the lognormal is 5.67, so its mean of 20,000 has 0.04; the median has about 0.03.
        Assert.InRange(times.Average(), 5.8, 6.2);
        Assert.InRange(times.Order().ElementAt(10_000), hours.Median - 0.15, hours.Median + 0.15);
    }

    [Fact]
    public void AfterTheHorizonNothingIsReached()
    {
        var draft = new NetDraft();
        var (from, to) = (draft.NewNode(1), draft.NewNode(1));
        draft.Start(from, 1, 1);
        draft.Add(from, to, 2, 1, new StepHours(10, 0), 0);
        var net = draft.Finish([to]);
        var trial = new Trial(net, 9);
        trial.Run(0);

        Assert.Equal(double.PositiveInfinity, trial.At(to));
    }

    [Fact]
    public void ATrialAllocatesNothing()
    {
        var trial = new Trial(RandomNet.Of(3), 1e6);
        for (var t = 0; t < 100; t++) trial.Run(t);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 1000; t++) trial.Run(t);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Share(Net net, int node, double within)
    {
        var (trial, hits) = (new Trial(net, 1e9), 0);
        for (var t = 0; t < Trials; t++)
        {
            trial.Run(t);
            if (trial.At(node) <= within) hits++;
        }

        return (double)hits / Trials;
    }
}
