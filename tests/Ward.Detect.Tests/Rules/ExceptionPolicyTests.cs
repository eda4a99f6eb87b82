using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class ExceptionPolicyTests
{
    [Fact]
    public void AnExpressionThatRunsOutOfPatienceIsNotFoundAndCounted()
    {
        var engine = Engines.Of(Engines.Rule("s:\n  x|re: '^(?=(a+)+$)b'\ncondition: s"));

        Assert.Empty(engine.Feed(new Lines().Json(LogSource.None, ("x", new string('a', 60) + "!"))));

        Assert.Equal(1, engine.Counts.Impatient);
    }
}
