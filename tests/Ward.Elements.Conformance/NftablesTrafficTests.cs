using System.Net;
using System.Net.Sockets;
using Ward.Elements.Targets;
using Ward.Lab;

namespace Ward.Elements.Conformance;

/// <summary>Real packets through a real firewall between namespaces: an attacker's side, the firewall, a server.</summary>
public sealed class NftablesTrafficTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How long an answer may take on a busy machine, and how long none is waited for.</summary>
    private static readonly TimeSpan Answered = TimeSpan.FromSeconds(10), Silent = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task AnEstablishedSessionIsCutToo()
    {
        using var street = new Street();
        using var driver = await street.Open();
        using var session = street.Connect();
        Assert.True(Echoes(session, Answered));
        Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("a", new ElementTarget.Source(IPNetwork.Parse("10.77.1.2/32")), 30), Stop));
        Assert.False(Echoes(session, Silent));
    }

    [Fact]
    public async Task AClosedFlowCutsItsPortAndNoOther()
    {
        using var street = new Street();
        using var driver = await street.Open();
        using var session = street.Connect();
        Assert.True(Echoes(session, Answered));
        Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("a", new ElementTarget.Connection(IPNetwork.Parse("10.77.1.0/24"), IPNetwork.Parse("10.77.2.2/32"), 6, Street.OtherPort), 30), Stop));
        Assert.True(Echoes(session, Answered));
        Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("b", new ElementTarget.Connection(IPNetwork.Parse("10.77.1.0/24"), IPNetwork.Parse("10.77.2.2/32"), 6, Street.Port), 30), Stop));
        Assert.False(Echoes(session, Silent));
    }

    [Fact]
    public async Task AfterTheLeaseTheKernelLetsTheSourceThroughByItself()
    {
        using var street = new Street();
        using (var driver = await street.Open())
            Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("a", new ElementTarget.Source(IPNetwork.Parse("10.77.1.0/24")), 4), Stop));
        // The driver is gone, as after kill -9.
        Assert.Throws<InvalidOperationException>(() => street.Connect());
        await Task.Delay(4000, Stop);
        using var session = street.Connect();
        Assert.True(Echoes(session, Answered));
    }

    [Fact]
    public async Task AProtectedAddressPassesEvenWhereAnElementNamesIt()
    {
        using var street = new Street();
        using var driver = await street.Open();
        Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("a", new ElementTarget.Source(IPNetwork.Parse("192.0.2.2/32")), 30), Stop));
        using var session = street.Connect(from: "192.0.2.2");
        Assert.True(Echoes(session, Answered));
    }

    [Fact]
    public async Task AnIsolatedHostNeitherSendsNorReceives()
    {
        using var street = new Street();
        using var driver = await street.Open();
        using var session = street.Connect();
        Assert.True(Echoes(session, Answered));
        Assert.IsType<ElementReport.Done>(await driver.Apply(street.Lease("a", new ElementTarget.Host([IPAddress.Parse("10.77.2.2")]), 30), Stop));
        Assert.False(Echoes(session, Silent));
        Assert.Throws<InvalidOperationException>(() => street.Connect());
    }

    private static bool Echoes(Socket session, TimeSpan patience)
    {
        session.ReceiveTimeout = (int)patience.TotalMilliseconds;
        try
        {
            session.Send([7]);
            return session.Receive(new byte[1]) == 1;
        }
        catch (SocketException) { return false; }
    }
}
