using System.ComponentModel;
using System.Diagnostics;

namespace Ward.Elements;

/// <summary>Runs another's tool with its arguments as a list: no shell reads them.</summary>
internal static class Tool
{
    /// <param name="longest">After this it is ended and counts as failed.</param>
    public static (int Code, string Output, string Error) Run(string file, IReadOnlyList<string> arguments, string? input, TimeSpan longest)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (input is not null)
                process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(longest))
            {
                process.Kill(entireProcessTree: true);
                return (-1, "", $"{Path.GetFileName(file)} did not end within {longest.TotalSeconds} s");
            }
#pragma warning disable VSTHRD002 // The process has ended: what it wrote is there.
            return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
        }
        catch (Exception wrong) when (wrong is Win32Exception or IOException)
        {
            return (-1, "", $"{file}: {wrong.Message}");
        }
    }
}
