using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ward.Lab;

/// <summary>A host of the lab: a network namespace with its own interfaces, addresses, routes and firewall. Needs root.</summary>
public sealed partial class NetworkNamespace : IDisposable
{
    private const int CloneNewNet = 0x40000000;

    public NetworkNamespace(string name)
    {
        Name = name;
        Shell.Run("ip", "netns", "add", name);
        Shell.Run("ip", "-n", name, "link", "set", "lo", "up");
    }

    public string Name { get; }

    /// <summary>Joins two hosts by a veth pair and gives each end its address (CIDR).</summary>
    public static void Join(NetworkNamespace left, string leftInterface, string leftAddress, NetworkNamespace right, string rightInterface, string rightAddress)
    {
        Shell.Run("ip", "link", "add", leftInterface, "netns", left.Name, "type", "veth", "peer", "name", rightInterface, "netns", right.Name);
        left.Configure(leftInterface, leftAddress);
        right.Configure(rightInterface, rightAddress);
    }

    /// <summary>Runs a command to its end inside, and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public string Run(params string[] command) => Shell.Run("ip", ["netns", "exec", Name, .. command]);

    /// <summary>Starts a process inside; its output goes to the file.</summary>
    public LabProcess Start(string log, IReadOnlyDictionary<string, string>? environment, params string[] command) =>
        LabProcess.Start(log, environment, ["ip", "netns", "exec", Name, .. command]);

    public void RouteDefaultBy(string gateway) => Run("ip", "route", "add", "default", "via", gateway);

    /// <summary>Makes a socket that belongs to this host for good, whoever uses it later.</summary>
    public Socket Socket(SocketType type, ProtocolType protocol) =>
        Inside(() => new Socket(AddressFamily.InterNetwork, type, protocol));

    /// <summary>A client whose connections start from this host.</summary>
    public HttpClient Http(Action<SocketsHttpHandler>? configure = null)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, stop) =>
            {
                var socket = Socket(SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.NoDelay = true;
                    await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        configure?.Invoke(handler);
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>True where a TCP connection from <paramref name="from"/> (or any own address) is completed within the time.</summary>
    public bool CanConnect(IPEndPoint to, TimeSpan within, IPAddress? from = null)
    {
        using var socket = Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.LingerState = new LingerOption(true, 0);
        if (from is not null) socket.Bind(new IPEndPoint(from, 0));
        socket.Blocking = false;
        try
        {
            socket.Connect(to);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.InProgress or SocketError.WouldBlock)
        {
            return socket.Poll(within, SelectMode.SelectWrite)
                && (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! == 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whatever still runs in it ends with it: sshd gives every session a process group of its own, which outlives that of the server.</summary>
    public void Dispose()
    {
        foreach (var process in Residents()) Shell.TryRun("kill", "-KILL", process);
        Shell.TryRun("ip", "netns", "del", Name);
    }

    /// <summary>Numbers of the processes that stand in it.</summary>
    public IReadOnlyList<string> Residents()
    {
        try
        {
            return Shell.Run("ip", "netns", "pids", Name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
            return [];
        }
    }

    /// <summary>Makes something inside: what opens a socket keeps it there, whoever uses it later.</summary>
    public T Inside<T>(Func<T> make)
    {
        T? made = default;
        Exception? failure = null;
        // The namespace belongs to the thread, so a thread of its own enters it and ends there.
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/var/run/netns/{Name}");
                if (SetNamespace((int)handle.DangerousGetHandle(), CloneNewNet) != 0)
                    throw new InvalidOperationException($"setns({Name}) failed with errno {Marshal.GetLastPInvokeError()}");
                made = make();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? made! : throw new InvalidOperationException($"in namespace {Name}: {failure.Message}", failure);
    }

    private void Configure(string name, string address)
    {
        Run("ip", "addr", "add", address, "dev", name);
        Run("ip", "link", "set", name, "up");
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
