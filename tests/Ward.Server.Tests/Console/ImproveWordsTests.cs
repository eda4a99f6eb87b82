using Ward.Prescribe.Measures;
using Ward.Prescribe.Recommendations;
using Ward.Server.Application.Telling;
using Ward.Server.Console.Parts;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Console;

public sealed class ImproveWordsTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void ThatTheCityShowsItIsSaidOnlyOfWhatItShows()
    {
        Assert.StartsWith("The city shows it since ", Of(new Measure.CloseFlow(new("fw-edge"), new("nobody-has-it"))), StringComparison.Ordinal);
        Assert.StartsWith("The city showed it on ", Of(new Measure.CloseFlow(new("fw-edge"), SampleCity.Now.Flows[0].Id)), StringComparison.Ordinal);
        Assert.StartsWith("Done, says kim on 2026-03-02: tried; since ", Of(new Measure.VerifyBackup(new("files"))), StringComparison.Ordinal);
    }

    private static string? Of(Measure measure) => ImproveWords.Decision(RecommendationTelling.Tell(
        new(Recommendation.IdOf(measure), measure, "Do it", Day, Day, "v1", 100, 60, 30, "whoever keeps it", [], "Take it back", new(0, [], new Dictionary<string, double>()), RecommendationDecision.None, []) { Said = new("kim", Day, "tried"), DoneOn = Day },
        SampleCity.Now, Day));
}
