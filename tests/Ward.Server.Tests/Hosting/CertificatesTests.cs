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
        Assert.True(first.MatchesHostname("localhost"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Folder.ModeOf(Path.Combine(folder.Path, "server.pfx")));
    }
}
