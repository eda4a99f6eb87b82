using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ward.Elements.Nginx;

/// <summary>
/// Asks Ward's own server inside the running nginx whether it refuses an address. The server believes the address that
/// the header names, since only loopback may say so; it includes the same deny file as the site. try_files, because a
/// plain return would answer before the access phase.
/// </summary>
internal static class NginxProbe
{
    private const string Header = "X-Ward-Probe-Source";

    public static string Configuration(NginxOptions options) =>
        $$"""
        # Written by Ward. A server on loopback by which Ward asks the running nginx whether it refuses an address.
        server {
            listen {{options.Probe}};
            set_real_ip_from {{options.Probe!.Address}};
            real_ip_header {{Header}};
            access_log off;
            include {{options.DenyFile}};
            location / { try_files /ward-probe-has-no-files =204; }
        }

        """;

    public static async Task<RunningState> Ask(IPEndPoint probe, IPAddress address, CancellationToken stop)
    {
        try
        {
            using var socket = new Socket(probe.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(probe, stop).ConfigureAwait(false);
            var request = Encoding.ASCII.GetBytes($"GET / HTTP/1.0\r\nHost: ward-probe\r\n{Header}: {address}\r\n\r\n");
            await socket.SendAsync(request, stop).ConfigureAwait(false);
            var buffer = new byte[64];
            var got = 0;
            while (got < 12 && await socket.ReceiveAsync(buffer.AsMemory(got), stop).ConfigureAwait(false) is var count and > 0)
                got += count;
            return Encoding.ASCII.GetString(buffer, 0, Math.Min(got, 12)) switch
            {
                "HTTP/1.1 403" => RunningState.Refuses,
                "HTTP/1.1 204" => RunningState.Passes,
                _ => RunningState.Unknown,
            };
        }
        catch (SocketException) { return RunningState.Unknown; }
        catch (OperationCanceledException) { return RunningState.Unknown; }
    }
}
