using System.Net;
using Ward.Server.Hosting;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Hosting;

public sealed class CertificatesTests
{
    [Fact]
    public void TheSelfSignedCertificateIsMadeOnceAndKeptForItsOwnerAlone()
    {
        using var folder = new Folder();
        var options = new ServerOptions { State = folder.Path, Listen = new ListenAddress(IPAddress.Any, 8443, true) };

        using var first = Certificates.For(options);
        using var second = Certificates.For(options);

        Assert.Equal(first.Thumbprint, second.Thumbprint);
        Assert.True(first.HasPrivateKey);
        using var shown = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(folder.Path, Certificates.PublicFile)));
        Assert.Equal((first.Thumbprint, false), (shown.Thumbprint, shown.HasPrivateKey));
        Assert.True(first.MatchesHostname("localhost"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Folder.ModeOf(Path.Combine(folder.Path, "server.pfx")));
    }
}
