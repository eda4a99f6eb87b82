namespace Ward.Respond.Tests;

/// <summary>The life of one simulated process: after its end nothing that it holds does anything more.</summary>
internal sealed class Life
{
    private int left = int.MaxValue;

    public bool Over { get; private set; }

    /// <summary>Ends at the given journal write, counted from 0.</summary>
    public void EndAtWrite(int write, bool after)
    {
        (left, After) = (write, after);
    }

    public bool After { get; private set; }

    public bool IsLastWrite() => left-- == 0;

    public void End()
    {
        Over = true;
        throw new ProcessEnded();
    }

    public void Check()
    {
        if (Over) throw new ProcessEnded();
    }

    internal sealed class ProcessEnded : Exception;
}
