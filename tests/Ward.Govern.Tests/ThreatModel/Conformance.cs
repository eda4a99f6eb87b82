namespace Ward.Govern.Tests.ThreatModel;

/// <summary>Where material of others lies beside the checkout, for tests that skip without it.</summary>
internal static class Conformance
{
    internal static string? Folder(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) continue;
            var folder = Path.GetFullPath(Path.Combine([at.FullName, "..", "shared", "conformance", .. path]));
            return Directory.Exists(folder) ? folder : null;
        }

        return null;
    }
}
