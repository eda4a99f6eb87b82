using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Ward.Agent;
using Ward.Agent.Watching;
using Ward.Elements.Leases;

using var halt = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

if (args is ["watchdog", "--state", var folder])
{
    Daemon.Detach();
    var state = Path.GetFullPath(folder);
    var watchdog = new Watchdog(state, LeaseClock.OfThisMachine(TimeProvider.System), new FileLog(Path.Combine(state, "watchdog.log"), TimeProvider.System));
    try { await watchdog.Run(halt.Token); }
    catch (OperationCanceledException) { }
    return 0;
}
if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(AgentOptions.Usage);
    return 0;
}
if (AgentOptions.Read(args, out var reason) is not { } options)
{
    await Console.Error.WriteLineAsync($"{reason}\n\n{AgentOptions.Usage}");
    return 2;
}
using var logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Information).AddSimpleConsole(console => console.SingleLine = true));
try
{
    return await new AgentProcess(options, TimeProvider.System, logs.CreateLogger("Ward.Agent"), Console.Out).Run(halt.Token);
}
catch (OperationCanceledException) when (halt.IsCancellationRequested)
{
    return 0;
}
catch (IOException wrong)
{
    await Console.Error.WriteLineAsync($"the agent cannot start: {wrong.Message}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    halt.Cancel();
}
