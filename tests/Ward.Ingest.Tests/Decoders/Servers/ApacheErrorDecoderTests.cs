namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class ApacheErrorDecoderTests
{
    private const string New = "[Sun Mar 01 11:59:58.123456 2026] ";

    [Theory]
    [InlineData(New + "[auth_basic:error] [pid 42:tid 43] [client 203.0.113.7:5022] AH01617: user ann: authentication failure for \"/x\": Password Mismatch", EventClass.Authentication, 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7 | src_endpoint.port=5022 | metadata.event_code=AH01617 | process.pid=42 | module=auth_basic")]
    [InlineData(New + "[auth_basic:error] [pid 42] [client 203.0.113.7:5022] AH01618: user eve not found: /x", EventClass.Authentication, 1, 2, "user.name=eve")]
    [InlineData(New + "[core:error] [pid 42] [client 203.0.113.7:5022] AH00037: Symbolic link not allowed", EventClass.HttpActivity, 0, 2, "src_endpoint.ip=203.0.113.7 | metadata.log_level=error")]
    [InlineData(New + "[mpm_event:notice] [pid 42:tid 43] AH00489: Apache/2.4.57 (Debian) configured -- resuming normal operations", EventClass.ApplicationLifecycle, 3, 1, "src_endpoint.ip=")]
    [InlineData(New + "[mpm_event:notice] [pid 42:tid 43] AH00491: caught SIGTERM, shutting down", EventClass.ApplicationLifecycle, 4, 1, "")]
    [InlineData("[Sun Dec 04 04:47:44 2005] [error] [client 203.0.113.7] Directory index forbidden by rule: /var/www/html/", EventClass.HttpActivity, 0, 2, "src_endpoint.ip=203.0.113.7")]
    [InlineData("[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/workers", EventClass.ApplicationLifecycle, 99, 0, "")]
    [InlineData(New + "[core:error] [pid 42] [client [2001:db8::7]:5022] AH00037: x", EventClass.HttpActivity, 0, 2, "src_endpoint.ip=2001:db8::7 | src_endpoint.port=5022")]
    public void ALineIsReadByItsBrackets(string line, EventClass eventClass, int activity, int status, string fields) => Expect.Line("apache-error", line, eventClass, activity, status, fields);

    [Fact]
    public void ModSecurityIsAFinding() =>
        Expect.Line("apache-error", New + "[security2:error] [pid 42] [client 203.0.113.7:5022] ModSecurity: Access denied with code 403 (phase 2). Matched at ARGS:a [id \\\"1\\\"]. [file \"/x\"] [id \"942100\"] [msg \"SQL Injection\"] [uri \"/login\"]",
            EventClass.DetectionFinding, 1, 1, "finding_info.analytic.uid=942100 | finding_info.title=SQL Injection | http_request.url.path=/login | disposition=Blocked");

    [Fact]
    public void ATextThatQuotesAnAddressIsNotTheClient()
    {
        var read = Expect.Line("apache-error", New + "[core:error] [pid 42] [client 203.0.113.7:5022] AH1: bad path [client 10.0.0.1:1] x", EventClass.HttpActivity, 0, 2, "src_endpoint.ip=203.0.113.7");
        Assert.True(read.Proven);
    }

    [Theory]
    [InlineData("[Sun Mar 01] [error] x")]
    [InlineData("x [Sun Mar 01 11:59:58 2026] [error] x")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("apache-error", line).Understood);
}
