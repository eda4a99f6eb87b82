using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ward.Lab;

/// <summary>An nginx of the test's own, on loopback.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly ScratchFolder folder = new();

    private Nginx() { }

    public string Deny => folder.At("ward-deny.conf");
    public string Conf => folder.At("nginx.conf");
    public string Pid => folder.At("nginx.pid");
    public const string Binary = "/usr/sbin/nginx";
    public IPEndPoint Probe { get; } = FreePort();
    public IPEndPoint Site { get; } = FreePort();

    public string Spec => $"nginx:deny={Deny},binary={Binary},conf={Conf},pid={Pid},probe={Probe}";

    public static Nginx Make()
    {
        if (!File.Exists(Binary))
            Assert.Skip("needs nginx");
        var nginx = new Nginx();
        nginx.Configure("");
        File.WriteAllText(nginx.Deny, "");
        File.WriteAllText(nginx.folder.At("ward-probe.conf"), "");
        return nginx;
    }

    public void Configure(string extra) => File.WriteAllText(Conf, $$"""
        user root;
        worker_processes 2;
        pid {{Pid}};
        error_log {{folder.At("error.log")}};
        events { worker_connections 64; }
        {{extra}}
        http {
            access_log off;
            client_body_temp_path {{folder.At("body")}};
            proxy_temp_path {{folder.At("proxy")}};
            fastcgi_temp_path {{folder.At("fastcgi")}};
            uwsgi_temp_path {{folder.At("uwsgi")}};
            scgi_temp_path {{folder.At("scgi")}};
            include {{folder.At("ward-probe.conf")}};
            server {
                listen {{Site}};
                include {{Deny}};
                location / { try_files /none =204; }
            }
        }

        """);

    public void Start()
    {
        var (code, output) = Namespace.Try(Binary, "-c", Conf);
        Assert.True(code == 0, output);
        for (var i = 0; i < 200 && !(File.Exists(Pid) && File.ReadAllText(Pid).Length > 0); i++)
            Thread.Sleep(10);
    }

    /// <summary>Ends it by a signal to its master: <c>nginx -s stop</c> would read the configuration first, and a test may have broken that.</summary>
    public void Stop()
    {
        if (!File.Exists(Pid) || !int.TryParse(File.ReadAllText(Pid), NumberStyles.Integer, CultureInfo.InvariantCulture, out var master))
            return;
        // TERM lets the master end its workers; workers of a master that is killed would go on.
        Namespace.Try("kill", "-TERM", $"{master}");
        for (var i = 0; i < 500 && Directory.Exists($"/proc/{master}"); i++)
            Thread.Sleep(10);
    }

    public void Dispose()
    {
        Stop();
        folder.Dispose();
    }

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
