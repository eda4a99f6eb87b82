using System.Diagnostics;

namespace Ward.Agent.Collecting.Sources;

/// <summary>What a package manager has installed: by name:architecture, each with its versions, the lowest text first; more than one where several are installed beside each other.</summary>
/// <param name="Manager">dpkg or rpm.</param>
/// <param name="Beyond">Packages for which there was no room.</param>
internal sealed record InstalledList(string Manager, IReadOnlyDictionary<string, IReadOnlyList<PackageFacts>> Packages, int Beyond)
{
    public const int Most = 20_000;

    private const string Module = "MODULARITYLABEL";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Versions, not names.</summary>
    public int Count { get; } = Packages.Sum(p => p.Value.Count);

    /// <param name="path">The status file (Debian Policy, section 5.3; dpkg(1)).</param>
    public static InstalledList OfDpkg(string path)
    {
        var found = new Gathered();
        var (name, architecture, version, source, installed) = ("", "", "", "", false);
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length == 0)
            {
                if (installed && name.Length > 0 && version.Length > 0)
                    found.Add($"{name}:{architecture}", PackageFacts.OfDpkg(name, version, source));
                (name, architecture, version, source, installed) = ("", "", "", "", false);
            }
            else if (line.StartsWith("Package: ", StringComparison.Ordinal))
                name = line[9..];
            else if (line.StartsWith("Architecture: ", StringComparison.Ordinal))
                architecture = line[14..];
            else if (line.StartsWith("Version: ", StringComparison.Ordinal))
                version = line[9..];
            else if (line.StartsWith("Source: ", StringComparison.Ordinal))
                source = line[8..];
            else if (line.StartsWith("Status: ", StringComparison.Ordinal))
                installed = line.EndsWith(" installed", StringComparison.Ordinal);
        }
        return found.List("dpkg");
    }

    /// <param name="rpm">The program.</param>
    public static async Task<InstalledList> OfRpm(string rpm, CancellationToken stop)
    {
        // A tag that this rpm does not know ends the whole question (releases before 8 know no modules).
        var knowsModules = (await Ask(rpm, ["--querytags"], stop)).Contains(Module);
        var found = new Gathered();
        foreach (var line in await Ask(rpm, ["-qa", "--qf", $"%{{NAME}}:%{{ARCH}}\\t%{{EPOCHNUM}}:%{{VERSION}}-%{{RELEASE}}\\t%{{SOURCERPM}}\\t{(knowsModules ? $"%{{{Module}}}" : "")}\\n"], stop))
            if (line.Split('\t') is [{ Length: > 0 } package, { Length: > 0 } version, var source, var module])
                found.Add(package, PackageFacts.OfRpm(version, source) with { Module = knowsModules ? PackageFacts.ModuleOf(module) : null });
        return found.List("rpm");
    }

    private static async Task<List<string>> Ask(string rpm, string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(rpm) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        Process asked;
        try { asked = Process.Start(start) ?? throw new IOException($"{rpm} did not start"); }
        catch (System.ComponentModel.Win32Exception e) { throw new IOException($"{rpm} did not start: {e.Message}"); }
        using (asked)
        {
            List<string> lines = [];
            try
            {
                while (await asked.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                    if (lines.Count < Most * 2)
                        lines.Add(line);
                await asked.WaitForExitAsync(patience.Token);
                return asked.ExitCode == 0 ? lines : throw new IOException($"rpm ended with {asked.ExitCode}");
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new IOException($"rpm did not end within {Patience.TotalSeconds} s");
            }
            finally
            {
                if (!asked.HasExited)
                    asked.Kill();
            }
        }
    }

    private sealed class Gathered
    {
        private readonly Dictionary<string, List<PackageFacts>> found = new(StringComparer.Ordinal);
        private int count, beyond;

        public void Add(string package, PackageFacts facts)
        {
            var known = found.GetValueOrDefault(package);
            if (known?.Any(k => k.Version == facts.Version) == true)
                return;
            if (count >= Most)
            {
                beyond++;
                return;
            }
            (known ?? (found[package] = [])).Add(facts);
            count++;
        }

        public InstalledList List(string manager) =>
            new(manager, found.ToDictionary(f => f.Key, f => (IReadOnlyList<PackageFacts>)[.. f.Value.OrderBy(v => v.Version, StringComparer.Ordinal)], StringComparer.Ordinal), beyond);
    }
}
