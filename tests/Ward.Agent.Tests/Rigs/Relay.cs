using System.Net;
using System.Net.Sockets;
using Ward.Lab;

namespace Ward.Agent.Tests.Rigs;

/// <summary>From a port on loopback to a port on the loopback of a namespace.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Namespace space;
    private readonly int port;

    public Relay(Namespace space, int port)
    {
        (this.space, this.port) = (space, port);
        listener.Start();
        _ = Task.Run(Accept);
    }

    public Uri Address => new($"https://{listener.LocalEndpoint}");

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                near.NoDelay = true;
                _ = Task.Run(() => Carry(near));
            }
        }
        catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
    }

    private async Task Carry(Socket near)
    {
        using (near)
        {
            try
            {
                using var far = space.In(() =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Connect(IPAddress.Loopback, port);
                    return socket;
                });
                await Task.WhenAny(Pump(near, far), Pump(far, near));
            }
            catch (Exception wrong) when (wrong is SocketException or InvalidOperationException or ObjectDisposedException) { }
        }
    }

    private static async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
    }
}
