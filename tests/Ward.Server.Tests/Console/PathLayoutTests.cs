using Ward.Server.Application.Telling;
using Ward.Server.Console.Parts;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Console;

public sealed class PathLayoutTests
{
    private static readonly SampleStory Story = new(DateTimeOffset.UnixEpoch);
    private static readonly PathLayout Layout = new(SampleCity.Make().Tell(Story.Intrusion, []).Forecast.Paths);

    [Fact]
    public void EveryStepLeadsToTheRight() => Assert.All(Layout.Edges, e => Assert.True(e.From.X < e.To.X, $"{e.From.Name} to {e.To.Name}"));

    [Fact]
    public void NoTwoPlacesOverlap() =>
        Assert.All(Layout.Nodes, a => Assert.All(Layout.Nodes.Where(b => b != a), b =>
            Assert.True(Math.Abs(a.X - b.X) >= PathLayout.NodeWidth || Math.Abs(a.Y - b.Y) >= PathLayout.NodeHeight, $"{a.Name} and {b.Name}")));

    [Fact]
    public void EachServiceStandsOnceAtTheRightEdge() =>
        Assert.Equal(["Emergency dispatch", "Payments"], Layout.Nodes.Where(n => n.X == Layout.Nodes.Max(m => m.X)).Select(n => n.Name).Order());

    [Fact]
    public void AForecastWithoutPathsIsAnEmptyPicture() => Assert.Empty(new PathLayout([]).Nodes);
}
