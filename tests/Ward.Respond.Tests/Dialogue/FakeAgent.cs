using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ward.City;
using Ward.Respond.Dialogue;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Respond.Tests.Dialogue;

/// <summary>An agent with a proper certificate and the manners that the test gives it.</summary>
internal sealed class FakeAgent : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate;
    private readonly Func<OpenC2Message, int, byte[]?> answer;
    // What waits for it is held by it: a wait that nobody holds is collected, and its connection closed with it.
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int asked;

    /// <param name="answer">From the message and how many came before it to the bytes that go back; null breaks the connection off, no bytes never answers.</param>
    public FakeAgent(CityAuthority authority, Func<OpenC2Message, int, byte[]?> answer, CityAuthority? signer = null)
    {
        this.answer = answer;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=agent", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var bare = (signer ?? authority).SignAgent(request, "agent")!;
        certificate = bare.CopyWithPrivateKey(key);
        listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>True where it closes the connection after each answer, whole or not.</summary>
    public bool HangsUp { get; init; }

    public int Asked => Volatile.Read(ref asked);

    public AgentRecord Record => new(new Uri($"https://{listener.LocalEndpoint}"), CityCertificate.Pin(certificate), [new ElementId("fw")], DateTimeOffset.UnixEpoch);

    public static byte[] Http(OpenC2Message request, OpenC2Response response, string? id = null) =>
        Http(new OpenC2Message(id ?? request.RequestId, null, null, null, response).Print(), response.Status);

    public static byte[] Http(byte[] body, int status = 200) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: application/openc2+json;version=1.0\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public void Dispose()
    {
        listener.Dispose();
        certificate.Dispose();
        over.TrySetResult();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException) { }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
                await tls.AuthenticateAsServerAsync(this.certificate, clientCertificateRequired: true, checkCertificateRevocation: false);
                while (await ReadRequest(tls) is { } body)
                {
                    Assert.True(OpenC2Message.TryRead(body, WardProfile.Vocabulary, out var message, out var reason), reason);
                    var answer = this.answer(message, Interlocked.Increment(ref asked) - 1);
                    if (answer is null)
                        return;
                    if (answer.Length == 0)
                        await over.Task;
                    await tls.WriteAsync(answer);
                    if (HangsUp)
                        return;
                }
            }
            catch (Exception wrong) when (wrong is IOException or SocketException or System.Security.Authentication.AuthenticationException) { }
        }
    }

    private static async Task<byte[]?> ReadRequest(SslStream tls)
    {
        var got = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var text = Encoding.ASCII.GetString([.. got]);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0)
            {
                var length = int.Parse(text[..head].Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
                if (got.Count >= head + 4 + length)
                    return [.. got.Skip(head + 4).Take(length)];
            }
            var count = await tls.ReadAsync(buffer);
            if (count == 0)
                return null;
            got.AddRange(buffer.AsSpan(0, count));
        }
    }
}
