namespace Ward.City.Tests;

internal static class SampleFolder
{
    /// <summary>A file of the repository, found by walking up from the test's own folder.</summary>
    public static string Text(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) folder = folder.Parent;
        Assert.NotNull(folder);
        return File.ReadAllText(Path.Combine(folder.FullName, relative));
    }
}
