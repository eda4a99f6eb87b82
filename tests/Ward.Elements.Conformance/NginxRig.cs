using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Elements.Leases;
using Ward.Elements.Nginx;
using Ward.Elements.Targets;
using Ward.Lab;

namespace Ward.Elements.Conformance;

internal sealed class NginxRig : IRig
{
    private readonly ScratchFolder state = new();

    public NginxRig()
    {
        Server.Start();
        // The probe appears with the first change; the contract asks before it.
        using var driver = Open();
        driver.Restore([], CancellationToken.None).AsTask().Wait();
    }

    public Lab.Nginx Server { get; } = Lab.Nginx.Make();

    public LeaseClock Clock { get; } = LeaseClock.OfThisMachine(TimeProvider.System);

    public IReadOnlyList<ElementTarget> Targets { get; } =
    [
        new ElementTarget.Source(IPNetwork.Parse("203.0.113.7/32")),
        new ElementTarget.Source(IPNetwork.Parse("2001:db8::7/128")),
        new ElementTarget.Source(IPNetwork.Parse("198.51.0.0/24")),
    ];

    public IElementDriver Open() => new NginxDriver(new(Server.Deny, Lab.Nginx.Binary, Server.Conf, Server.Pid, Server.Probe, null), state.Path, Clock, NullLogger.Instance);

    public void Wreck() => File.WriteAllText(Server.Deny, "");

    public void Dispose()
    {
        Server.Dispose();
        state.Dispose();
    }
}
