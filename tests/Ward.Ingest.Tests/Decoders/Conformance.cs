namespace Ward.Ingest.Tests.Decoders;

/// <summary>Where material of others lies beside the checkout, for tests that skip without it.</summary>
internal static class Conformance
{
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) return Path.Combine(folder.Parent!.FullName, "shared", "conformance");
        return "";
    }
}
