using Ward.Standards.Streams;

namespace Ward.Server.Access;

/// <summary>Files and folders that only the server's own user may read.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the folder where it is missing; one that is there keeps its mode, which is its owner's decision.</summary>
    public static DirectoryInfo MakeFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Replaces the file in one step.</summary>
    public static void Write(string path, byte[] content) => WholeFile.Replace(path, stream => stream.Write(content), WholeFile.Private);
}
