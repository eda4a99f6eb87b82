using System.Text;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Reads a file that a person wrote; what is wrong with it as a file is a problem like any other.</summary>
public static class TextFile
{
    private const long Largest = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text, or null with a problem added.</returns>
    public static string? Read(string path, ProblemList problems)
    {
        const string expected = "a readable file";
        try
        {
            if (Directory.Exists(path)) return Fail(problems, expected, "a folder");
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.Length > Largest) return Fail(problems, "a file of at most 64 MB", "a larger one");
            using var reader = new StreamReader(file, Strict);
            return reader.ReadToEnd();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Fail(problems, expected, "none");
        }
        catch (DecoderFallbackException)
        {
            return Fail(problems, "UTF-8 text", "bytes that are none");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail(problems, expected, $"one that cannot be read ({Printable.Of(fault.Message)})");
        }
    }

    private static string? Fail(ProblemList problems, string expected, string found)
    {
        problems.Add(0, "", expected, found);
        return null;
    }
}
