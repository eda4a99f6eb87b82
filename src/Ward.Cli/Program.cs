using Ward.Cli;
using Ward.Cli.Processes;

var terminal = new Terminal(
    Console.Out,
    Console.Error,
    Console.IsOutputRedirected ? 0 : Console.WindowWidth,
    Environment.GetEnvironmentVariable,
    () => null,
    TimeProvider.System,
    new NativeProcesses(),
    AppContext.BaseDirectory)
{
    In = Console.In,
    Bytes = Console.OpenStandardInput,
};
return await CommandLine.Run(args, terminal, Doors.Built).ConfigureAwait(false);
