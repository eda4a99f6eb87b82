namespace Ward.Standards.Tests.Sigma;

/// <summary>Where material of others lies beside the checkout, for tests that skip without it.</summary>
internal static class Conformance
{
    internal static string? Folder(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) continue;
            // A worktree may lie one folder deeper than the checkout.
            foreach (var up in (string[])["..", "../.."])
                if (Path.GetFullPath(Path.Combine([at.FullName, up, "shared", "conformance", .. path])) is var folder && Directory.Exists(folder)) return folder;
        }

        return null;
    }
}
