using System.Xml.Linq;
using CsCheck;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Pictures;

namespace Ward.Prescribe.Tests.Pictures;

public sealed class PictureTests
{
    private static readonly ChoiceOptions Every = new() { Kinds = ChoiceOptions.Every, Within = double.PositiveInfinity };

    [Fact]
    public void EveryEdgeHasItsEndsAndEveryCutItsMeasure() => Gen.Int[0, 400].Sample(seed =>
    {
        var (picture, _) = Make(seed);
        var ids = picture.Nodes.Select(n => n.Id).ToHashSet();
        Assert.Equal(picture.Nodes.Count, ids.Count);
        Assert.Equal(picture.Nodes.Count, picture.Nodes.Select(n => (n.Column, n.Row)).Distinct().Count());
        Assert.All(picture.Nodes, n => Assert.InRange(n.Column, 0, picture.Columns.Count - 1));
        return picture.Edges.All(e => ids.Contains(e.From) && ids.Contains(e.To) && (e.Cut is null || (e.Cut >= 1 && e.Cut <= picture.Cuts.Count)));
    }, iter: 150, threads: 1);

    [Fact]
    public void TheDrawingIsWellFormedAndSaysAllOfItAsText() => Gen.Int[0, 400].Sample(seed =>
    {
        var (picture, _) = Make(seed);
        XNamespace svg = "http://www.w3.org/2000/svg";
        var drawn = XDocument.Parse(SvgPicture.Draw(picture)).Root!;
        Assert.Equal("img", (string?)drawn.Attribute("role"));
        Assert.Equal(picture.Title, drawn.Element(svg + "title")!.Value);
        Assert.All(picture.Ways, w => Assert.Contains(w, drawn.Element(svg + "desc")!.Value, StringComparison.Ordinal));
        Assert.Empty(drawn.Descendants(svg + "script"));
        return drawn.Descendants(svg + "path").Count(p => p.Attribute("marker-end") is not null) == picture.Edges.Count;
    }, iter: 100, threads: 1);

    [Fact]
    public void NamesOfAnybodyDoNotBecomeMarkup()
    {
        var city = (SmallCity.Model with { Name = "<script>alert(1)</script>", Assets = [.. SmallCity.Model.Assets.Select(a => a.Id.Value == "bastion" ? a with { Name = "\"><script>x</script>\u0001" } : a)] }).Anew();
        var incident = Incidents.Broken("bastion");
        var forecast = new Foresight(city).Foresee(incident);
        var picture = PictureMaker.Of(city, forecast, new Choice().Choose(incident, forecast).Measures);

        Assert.DoesNotContain("<script", SvgPicture.Draw(picture), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", SvgPicture.Page(picture), StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(SvgPicture.Draw(picture)));
    }

    [Fact]
    public void ACutStepIsMarked()
    {
        var marked = Enumerable.Range(0, 60).Select(Make).Where(m => m.Measures > 0).ToList();

        Assert.NotEmpty(marked);
        Assert.True(marked.Count(m => m.Picture.Edges.Any(e => e.Cut is not null)) > marked.Count * 0.8);
    }

    private static (PathPicture Picture, int Measures) Make(int seed)
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        var forecast = new Foresight(city).Foresee(incident);
        var plan = new Choice(Every).Choose(incident, forecast).Measures;
        return (PictureMaker.Of(city, forecast, plan), plan.Count);
    }
}
