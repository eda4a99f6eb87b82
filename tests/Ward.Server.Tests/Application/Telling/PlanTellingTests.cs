using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Server.Application.Telling;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Telling;

public sealed class PlanTellingTests
{
    [Theory]
    [InlineData(ProofStatus.NothingNeeded, "Nothing needs to be done", "No path is above what the city tolerates.")]
    [InlineData(ProofStatus.Infeasible, "Nothing that is allowed would help", "No allowed plan does all that is asked for.")]
    [InlineData(ProofStatus.Unfinished, "Nothing that would help was found in the time", "No plan for everything was found in the time; there may be one.")]
    public void WhyThereIsNoPlanIsToldAsItIs(ProofStatus status, string line, string proof)
    {
        var told = SampleCity.Now.Tell(Prescription(new(status, 0, 0, "", false, [])));

        Assert.Equal((line, proof), (told.Line, told.Proof.Words));
    }

    [Theory]
    [InlineData(50, 0.5, "Meets the constraints; at most 100 % dearer than the cheapest possible (bound 50).")]
    [InlineData(80, 0.2, "Meets the constraints; at most 25 % dearer than the cheapest possible (bound 80).")]
    [InlineData(99.99, 0.0001, "Meets the constraints; at most 0.1 % dearer than the cheapest possible (bound 99.99).")]
    [InlineData(81, 0.19, "Meets the constraints; at most 24 % dearer than the cheapest possible (bound 81).")]
    [InlineData(0, 1, "Meets the constraints; how much less another would cost is not known (bound 0).")]
    public void HowMuchDearerAPlanOf100MayBeIsReckonedFromTheBound(double bound, double gap, string words) =>
        Assert.Equal(words, SampleCity.Now.Tell(Prescription(new(ProofStatus.Feasible, bound, gap, "", true, []))).Proof.Words);

    private static Prescription Prescription(Proof proof) => new(
        new("p"), new("i"), 1, SampleCity.Now.Id, "v", "h", DateTimeOffset.UnixEpoch, [], true, Cost.None, [], [], proof, [], [], "");
}
