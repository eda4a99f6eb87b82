namespace Ward.Lab.Guards;

/// <summary>A product that reads a log and blocks at the firewall of the host on which it runs.</summary>
public interface IGuard : IDisposable
{
    /// <summary>Product and version.</summary>
    string Name { get; }

    /// <summary>How it was set: 'default', or what was changed.</summary>
    string Setting { get; }

    /// <summary>How many failed passwords within a few seconds it takes, by its configuration, to be blocked.</summary>
    int FailuresToBlock { get; }

    /// <summary>Programs without which it cannot run.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>Starts it in the host, reading the log; returns when it says that it is ready.</summary>
    void Start(HostLab lab);
}
