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
    public void TheInternalsOfAProjectAreVisibleToItsOwnTestsAlone()
    {
        var offenders = Tree.Sources("src").Where(f => File.ReadAllText(f).Contains("InternalsVisibleTo", StringComparison.Ordinal))
            .Concat(Tree.Projects.Where(p => File.ReadAllText(p).Contains("InternalsVisibleTo", StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }
}
