using System.Globalization;
using Ward.Solver.Programs;

// Started by SolverProcess, never by hand: frames on standard input, answers on standard output.
if (args is not ["--megabytes", var most] || !long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes))
{
    Console.Error.WriteLine("This program is started by Ward and solves for it: --megabytes N, then frames on standard input.");
    return 2;
}

MemoryCap.Set(megabytes * 1_000_000);
using var calls = new BufferedStream(Console.OpenStandardInput(), 1 << 16);
using var answers = Console.OpenStandardOutput();
try
{
    Desk.Serve(calls, answers);
    return 0;
}
catch (InvalidDataException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
catch (TypeInitializationException missing)
{
    Console.Error.WriteLine($"OR-Tools' native library cannot be loaded: {missing.GetBaseException().Message.Split('\n')[0]}");
    return 3;
}
