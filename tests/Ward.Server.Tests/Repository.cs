namespace Ward.Server.Tests;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Ward.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Ward.slnx above the tests"));
}
