using System.Net;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Settings;

public sealed class OptionsReaderTests
{
    [Fact]
    public void WithoutArgumentsItListensOnLoopback()
    {
        Assert.True(OptionsReader.TryRead([], out var options, out _));
        Assert.Equal((IPAddress.Loopback, 7878, false), (options.Listen.Address, options.Listen.Port, options.Listen.Tls));
    }

    [Theory]
    [InlineData("http://127.0.0.1:7878", "127.0.0.1", 7878, false)]
    [InlineData("http://localhost:80", "127.0.0.1", 80, false)]
    [InlineData("http://[::1]:9000", "::1", 9000, false)]
    [InlineData("https://0.0.0.0:8443", "0.0.0.0", 8443, true)]
    [InlineData("https://10.0.0.5", "10.0.0.5", 7878, true)]
    [InlineData("https://10.0.0.5:443", "10.0.0.5", 443, true)]
    public void AnAddressIsRead(string text, string address, int port, bool tls)
    {
        Assert.True(ListenAddress.TryRead(text, out var listen, out var error), error);
        Assert.Equal(new ListenAddress(IPAddress.Parse(address), port, tls), listen);
    }

    [Theory]
    [InlineData("http://0.0.0.0:7878", "https is required")]
    [InlineData("http://10.0.0.5:7878", "https is required")]
    [InlineData("http://[::]:7878", "https is required")]
    [InlineData("ftp://127.0.0.1", "expected http")]
    [InlineData("7878", "expected http")]
    [InlineData("https://ward.example:1", "an IP address or localhost")]
    [InlineData("http://127.0.0.1:7878/console", "no path")]
    public void AnUnsafeOrUnclearAddressIsRefusedWithTheReason(string text, string expected)
    {
        Assert.False(ListenAddress.TryRead(text, out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown option '--verbose'", "--verbose")]
    [InlineData("--state is given twice", "--state", "a", "--state", "b")]
    [InlineData("--state needs a value", "--state")]
    [InlineData("--listen needs a value", "--listen", "--state", "x")]
    [InlineData("--config: there is no file", "--config", "/nowhere/ward.yaml")]
    [InlineData("--listen: expected", "--listen=nonsense")]
    public void AMistakeIsNamed(string expected, params string[] arguments)
    {
        Assert.False(OptionsReader.TryRead(arguments, out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesMayFollowAnEqualsSign()
    {
        Assert.True(OptionsReader.TryRead(["--state=/tmp/w", "--listen=https://0.0.0.0:1"], out var options, out var error), error);
        Assert.Equal(("/tmp/w", true), (options.State, options.Listen.Tls));
    }
}
