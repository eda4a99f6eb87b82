using System.Diagnostics;
using System.Globalization;

namespace Ward.Storage.Conformance;

/// <summary>The same assembly, started again as a process that is killed while it works and says how far it is.</summary>
internal static class KilledChild
{
    /// <param name="test">The class of the explicit test that the child runs, and where the folder's variable is read.</param>
    /// <param name="variable">Names the folder to the child.</param>
    /// <param name="word">Stands before the number in what it says.</param>
    /// <param name="after">So many words, and one more.</param>
    /// <param name="later">From that word on.</param>
    /// <returns>The last number said.</returns>
    public static async Task<long> Run(Type test, string method, string variable, string folder, string word, int after, TimeSpan later, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(test.Assembly.Location);
        foreach (var argument in new[] { "-method", $"{test.FullName}.{method}", "-explicit", "only" }) start.ArgumentList.Add(argument);
        start.Environment[variable] = folder;
        using var child = Process.Start(start)!;
        long last = 0;
        while (await child.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (!line.StartsWith(word, StringComparison.Ordinal)) continue;
            last = long.Parse(line.AsSpan(word.Length), CultureInfo.InvariantCulture);
            if (after-- != 0) continue;
            await Task.Delay(later, stop);
            child.Kill();
        }

        await child.WaitForExitAsync(stop);
        Assert.NotEqual(0, child.ExitCode);
        return last;
    }
}
