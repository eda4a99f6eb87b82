using System.Net;
using System.Net.Sockets;

namespace Ward.Lab;

/// <summary>Two hosts: one with a log, a listening port and a guard; one that holds a whole network of attackers (RFC 2544 range).</summary>
public sealed class HostLab : IDisposable
{
    public static readonly IPEndPoint Door = new(IPAddress.Parse("198.18.0.1"), 22);

    private readonly CancellationTokenSource ended = new();
    private readonly Socket listener;
    private readonly Thread doorman;
    private readonly FileStream log;
    private readonly Lock writing = new();

    public HostLab(string folder, string tag)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        LogPath = Path.Combine(Folder, "auth.log");
        log = new FileStream(LogPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Attackers = new NetworkNamespace($"{tag}-attackers");
        Host = new NetworkNamespace($"{tag}-host");
        NetworkNamespace.Join(Attackers, "eth0", "198.18.0.2/15", Host, "eth0", "198.18.0.1/15");
        Attackers.Run("ip", "route", "add", "local", "198.19.0.0/16", "dev", "lo");
        listener = Host.Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(Door);
        listener.Listen(4096);
        doorman = new Thread(Accept) { IsBackground = true };
        doorman.Start();
    }

    public string Folder { get; }

    /// <summary>The log that the guard reads, in the traditional format of sshd.</summary>
    public string LogPath { get; }

    public NetworkNamespace Attackers { get; }

    public NetworkNamespace Host { get; }

    /// <summary>The n-th attacker's address.</summary>
    public static IPAddress Address(int n) => new([198, 19, (byte)(1 + (n / 250)), (byte)(1 + (n % 250))]);

    /// <summary>Appends whole lines in one write.</summary>
    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (writing) log.Write(lines);
    }

    /// <summary>True where the address is let in within the time.</summary>
    public bool CanConnect(IPAddress from, TimeSpan within) => Attackers.CanConnect(Door, within, from);

    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
        log.Dispose();
        Attackers.Dispose();
        Host.Dispose();
        ended.Dispose();
    }

    private void Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                // Closed in the ordinary way: a reset could reach the prober before it has seen that it was let in.
                listener.Accept().Dispose();
            }
            catch (SocketException)
            {
                // A session that was reset before it was taken.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
