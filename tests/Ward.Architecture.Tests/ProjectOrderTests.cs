using System.Xml.Linq;

namespace Ward.Architecture.Tests;

public sealed class ProjectOrderTests
{
    public static TheoryData<string> AllProjects => [.. Tree.Projects.Select(Tree.NameOf)];

    [Theory, MemberData(nameof(AllProjects))]
    public void EveryProjectHasAPlaceInTheOrder(string project) =>
        Assert.True(Tree.Story.Contains(project) || Tree.Edges.ContainsKey(project), $"{project} has no place: give it one in Tree.cs and ARCHITECTURE.md.");

    [Theory, MemberData(nameof(AllProjects))]
    public void AProjectReferencesOnlyWhatItsPlaceAllows(string project)
    {
        var place = Array.IndexOf(Tree.Story, project);
        var allowed = place >= 0 ? Tree.Story[..place] : Tree.Edges[project];
        var file = Tree.Projects.Single(p => Tree.NameOf(p) == project);

        Assert.Empty(Tree.ReferencesOf(file).Except(allowed));
    }

    [Fact]
    public void NoSourceReachesIntoAnotherProjectsFolder()
    {
        var offenders = Tree.Projects.Where(p => File.ReadAllText(p).Contains("<Compile Include=\"..", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void TheInternalsOfAProjectAreVisibleToTestsAlone()
    {
        var friends = Tree.Projects.SelectMany(p => XDocument.Load(p).Descendants("InternalsVisibleTo").Select(f => f.Attribute("Include")!.Value));

        Assert.DoesNotContain(Tree.Sources("src"), f => File.ReadAllText(f).Contains("InternalsVisibleTo", StringComparison.Ordinal));
        Assert.DoesNotContain(friends, f => !f.EndsWith(".Tests", StringComparison.Ordinal) && !f.EndsWith(".Conformance", StringComparison.Ordinal));
    }
}
