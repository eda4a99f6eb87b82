namespace Ward.Cli.Processes;

/// <summary>Starts Ward's other programs and asks them to stop.</summary>
internal interface IProcesses
{
    /// <summary>Becomes the program (or waits for it as a child where a process cannot become another).</summary>
    /// <returns>The exit code; returns at all only where it ran as a child or could not be started.</returns>
    int Become(string program, IReadOnlyList<string> arguments);

    /// <summary>Asks a process to end in order. False where there is no such process or it is another program.</summary>
    bool AskToStop(int process, string program);

    bool Runs(int process, string program);
}
