namespace Ward.Tests;

internal static class Repository
{
    /// <summary>The folder that holds Ward.slnx, found by walking up from the test's own.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No Ward.slnx above the tests.");
    }
}
