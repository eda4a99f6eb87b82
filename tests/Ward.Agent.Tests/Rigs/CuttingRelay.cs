using System.Net;
using System.Net.Sockets;

namespace Ward.Agent.Tests.Rigs;

/// <summary>A port on loopback that carries connections to another one, and cuts each after so many bytes of both ways as it is told.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<long> budget;
    private readonly int port;

    /// <param name="budget">Asked for each connection; <see cref="long.MaxValue"/> never cuts it.</param>
    public CuttingRelay(int port, Func<long> budget)
    {
        (this.port, this.budget) = (port, budget);
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
                _ = Task.Run(() => Carry(near));
            }
        }
        catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
    }

    private async Task Carry(Socket near)
    {
        using (near)
        using (var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, port);
                var left = new Budget(budget());
                await Task.WhenAny(Pump(near, far, left), Pump(far, near, left));
                // A reset, not an orderly end: what was on the way is lost.
                near.LingerState = far.LingerState = new LingerOption(true, 0);
            }
            catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
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
