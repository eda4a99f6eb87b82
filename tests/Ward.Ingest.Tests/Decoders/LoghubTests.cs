using System.Globalization;
using System.Text;

namespace Ward.Ingest.Tests.Decoders;

public sealed class LoghubTests
{
    [Theory]
    [InlineData("OpenSSH_2k.log", "sshd", 0.99)]
    [InlineData("Linux_2k.log", "auto", 0.95)]
    [InlineData("Apache_2k.log", "apache-error", 0.99)]
    [InlineData("Apache_2k.log", "auto", 0.99)]
    public void RealLinesAreUnderstood(string file, string decoder, double share)
    {
        var path = Path.Combine(Conformance(), "loghub", file);
        if (!File.Exists(path)) Assert.Skip($"needs the shared conformance material ({file})");
        var lines = File.ReadAllLines(path);
        var received = new DateTimeOffset(2026, 12, 11, 0, 0, 0, TimeSpan.Zero);
        var misses = lines.Where(l => !Decoded.Line(decoder, Encoding.UTF8.GetBytes(l), received).Understood).ToList();
        var understood = 1 - (misses.Count / (double)lines.Length);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{file}: {understood:p1} of {lines.Length} understood by {decoder}; for instance not: {misses.FirstOrDefault()}"));
        Assert.True(understood >= share, $"{understood:p1}");
    }

    private static string Conformance()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) return Path.Combine(folder.Parent!.FullName, "shared", "conformance");
        return "";
    }
}
