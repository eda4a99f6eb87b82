using System.Text;
using Ward.Configuration;
using Ward.Govern.Risk;
using Ward.Standards.Yaml;

namespace Ward.Cli.Threats;

/// <summary>A risk register on disk: read whole, written whole or not at all.</summary>
internal static class RegisterFile
{
    /// <returns>An empty register where there is no file; null, with problems added, where it cannot be read: decisions in it must not be lost.</returns>
    public static RiskRegister? Read(string file, string title, ProblemList problems) =>
        !File.Exists(file) && !Directory.Exists(file) ? RiskRegister.Empty(title) : TextFile.Read(file, problems) is { } text ? RegisterText.Read(text, problems) : null;

    public static void Write(string file, RiskRegister register)
    {
        var part = file + ".part";
        File.WriteAllText(part, RegisterText.Write(register), new UTF8Encoding(false));
        File.Move(part, file, overwrite: true);
    }
}
