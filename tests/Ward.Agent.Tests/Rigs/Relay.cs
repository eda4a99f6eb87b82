using System.Net;
using System.Net.Sockets;
using Ward.Lab;

namespace Ward.Agent.Tests.Rigs;

/// <summary>A port on loopback that carries connections to another one, and may cut each after so many bytes of both ways.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Socket> connect;
    private readonly Func<long>? budget;

    private Relay(Func<Socket> connect, Func<long>? budget)
    {
        (this.connect, this.budget) = (connect, budget);
        listener.Start();
        _ = Task.Run(Accept);
    }

    public Uri Address => new($"https://{listener.LocalEndpoint}");

    /// <summary>To a port on the loopback of a namespace.</summary>
    public static Relay Into(Namespace space, int port) => new(() => space.In(() => Connected(port)), null);

    /// <summary>To another port here.</summary>
    /// <param name="budget">Asked for each connection; <see cref="long.MaxValue"/> never cuts it.</param>
    public static Relay Cutting(int port, Func<long> budget) => new(() => Connected(port), budget);

    public void Dispose() => listener.Dispose();

    private static Socket Connected(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

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
                using var far = connect();
                var left = new Budget(budget?.Invoke() ?? long.MaxValue);
                await Task.WhenAny(Pump(near, far, left), Pump(far, near, left));
                // A reset, not an orderly end: what was on the way is lost.
                if (budget is not null) near.LingerState = far.LingerState = new LingerOption(true, 0);
            }
            catch (Exception wrong) when (wrong is SocketException or InvalidOperationException or ObjectDisposedException) { }
        }
    }

    private static async Task Pump(Socket from, Socket to, Budget left)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                var may = left.Take(count);
                if (may > 0) await to.SendAsync(buffer.AsMemory(0, may));
                if (may < count) return;
            }
        }
        catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
    }

    private sealed class Budget(long left)
    {
        private readonly Lock turn = new();

        public int Take(int wanted)
        {
            lock (turn)
            {
                var may = (int)Math.Min(wanted, left);
                left -= may;
                return may;
            }
        }
    }
}
