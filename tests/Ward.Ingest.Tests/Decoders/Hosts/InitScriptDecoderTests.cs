namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class InitScriptDecoderTests
{
    [Theory]
    [InlineData("cups: cupsd startup succeeded", 3, 1, "cupsd")]
    [InlineData("cups: cupsd shutdown failed", 4, 2, "cupsd")]
    [InlineData("syslogd 1.4.1: restart.", 5, 1, "syslogd")]
    [InlineData("logrotate: ALERT exited abnormally with [1]", 99, 2, "logrotate")]
    public void AServicesLifeIsRead(string message, int activity, int status, string service) =>
        Expect.Line("initscript", $"Mar  1 11:59:58 gate {message}", EventClass.ApplicationLifecycle, activity, status, $"service.name={service}");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("initscript", "Mar  1 11:59:58 gate network: Setting network parameters:  succeeded").Understood);
}
