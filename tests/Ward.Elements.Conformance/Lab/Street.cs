using System.Net;
using System.Net.Sockets;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Nftables;
using Ward.Elements.Targets;

namespace Ward.Lab;

/// <summary>Attacker 10.77.1.2 (and 192.0.2.2, protected) - firewall - server 10.77.2.2 with an echo.</summary>
internal sealed class Street : IDisposable
{
    public const int Port = 7007, OtherPort = 7008;

    private readonly Socket listener;

    public Street()
    {
        Firewall = Namespace.Make();
        Attacker = Namespace.Make();
        Server = Namespace.Make();
        Attacker.Cable("10.77.1.2/24", Firewall, "10.77.1.1/24", "wl");
        Server.Cable("10.77.2.2/24", Firewall, "10.77.2.1/24", "wr");
        Attacker.Do("ip", "addr", "add", "192.0.2.2/24", "dev", "wla");
        Firewall.Do("ip", "addr", "add", "192.0.2.1/24", "dev", "wlb");
        Attacker.Do("ip", "route", "add", "default", "via", "10.77.1.1");
        Server.Do("ip", "route", "add", "default", "via", "10.77.2.1");
        Firewall.Do("sysctl", "-qw", "net.ipv4.ip_forward=1");
        listener = Server.In(() =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Any, Port));
            socket.Listen();
            return socket;
        });
        new Thread(Echo) { IsBackground = true }.Start();
    }

    public Namespace Attacker { get; }
    public Namespace Firewall { get; }
    public Namespace Server { get; }
    public LeaseClock Clock { get; } = LeaseClock.OfThisMachine(TimeProvider.System);

    public async Task<IElementDriver> Open()
    {
        var driver = new NftablesDriver(new NftProcess(Firewall.Prefix("nft")), [IPNetwork.Parse("192.0.2.0/24")], Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.IsType<ElementReport.Done>(await driver.Restore([], CancellationToken.None));
        return driver;
    }

    public Lease Lease(string id, ElementTarget target, double seconds) =>
        Clock.Stamp(new(id, "fw", target, "{}", "", 1, Clock.Now, Clock.Now.AddSeconds(seconds), "", 0, false));

    /// <summary>A session from the attacker to the server, with a short patience; throws where nothing answers.</summary>
    public Socket Connect(string from = "10.77.1.2") => Attacker.In(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 500, SendTimeout = 500 };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        // Asked of the kernel itself: a busy thread pool must not look like a firewall.
        socket.Blocking = false;
        try
        {
            socket.Connect(new IPEndPoint(IPAddress.Parse("10.77.2.2"), Port));
        }
        catch (SocketException waits) when (waits.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            var answered = socket.Poll(TimeSpan.FromMilliseconds(700), SelectMode.SelectWrite) && socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;
            if (!answered)
            {
                socket.Dispose();
                throw new TimeoutException("nothing answers");
            }
        }

        socket.Blocking = true;
        return socket;
    });

    public void Dispose()
    {
        listener.Dispose();
        Attacker.Dispose();
        Server.Dispose();
        Firewall.Dispose();
    }

    /// <summary>On threads of its own: a busy thread pool must not look like a firewall.</summary>
    private void Echo()
    {
        try
        {
            while (true)
            {
                var session = listener.Accept();
                new Thread(() => Echo(session)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException) { }
        catch (ObjectDisposedException) { }
    }

    private static void Echo(Socket session)
    {
        using (session)
        {
            var one = new byte[1];
            try
            {
                while (session.Receive(one) == 1) session.Send(one);
            }
            catch (SocketException) { }
        }
    }
}
