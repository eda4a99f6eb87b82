namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class HaproxyDecoderTests
{
    private const string Head = "Mar  1 11:59:58 lb haproxy[42]: ";
    private const string Client = "203.0.113.7:5022 [01/Mar/2026:11:59:58.123] ";

    [Fact]
    public void AnHttpSessionIsARequest()
    {
        var read = Expect.Line("haproxy", Head + Client + "fe~ be/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {city.example} \"GET /a?b HTTP/1.1\"", EventClass.HttpActivity, 3, 1,
            "src_endpoint.ip=203.0.113.7 | src_endpoint.port=5022 | http_request.url.path=/a | http_response.code=200 | traffic.bytes_out=2750 | frontend=fe~ | backend=be | dst_endpoint.name=srv1 | captured={city.example} | duration=109");
        Assert.True(read.Proven);
        Assert.Equal(123, read.Time.Millisecond);
    }

    [Theory]
    [InlineData(Client + "fe be/srv1 1/0/5007 212 -- 0/0/0/0/3 0/0", EventClass.NetworkActivity, 2, 1, "traffic.bytes_out=212 | backend=be")]
    [InlineData(Client + "fe be/<NOSRV> -1/-1/0 0 SC 0/0/0/0/3 0/0", EventClass.NetworkActivity, 2, 2, "connection_info.flag_history=SC")]
    [InlineData(Client + "fe/1: SSL handshake failure", EventClass.NetworkActivity, 4, 2, "status_detail=SSL handshake failure | src_endpoint.ip=203.0.113.7")]
    [InlineData("Connect from 203.0.113.7:5022 to 192.0.2.1:80 (fe/HTTP)", EventClass.NetworkActivity, 1, 1, "src_endpoint.ip=203.0.113.7 | dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=80")]
    [InlineData("Server be/srv1 is DOWN, reason: Layer4 timeout.", EventClass.ApplicationLifecycle, 4, 2, "app_name=be/srv1")]
    [InlineData("Server be/srv1 is UP, reason: Layer4 check passed.", EventClass.ApplicationLifecycle, 3, 1, "app_name=be/srv1")]
    [InlineData("backend be has no server available!", EventClass.ApplicationLifecycle, 4, 2, "app_name=be")]
    public void OtherFormsAreReadToo(string message, EventClass eventClass, int activity, int status, string fields) => Expect.Line("haproxy", Head + message, eventClass, activity, status, fields);

    [Fact]
    public void ARequestWithQuotesForgesNothingBeforeIt() =>
        Expect.Line("haproxy", Head + Client + "fe be/srv1 1/0/3/6/10 400 27 - - PR-- 1/1/1/1/0 0/0 \"GET /\" 200 1 - - ---- \"", EventClass.HttpActivity, 99, 2, "http_response.code=400");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("haproxy", "Mar  1 11:59:58 lb app[42]: Server be/srv1 is DOWN").Understood);
}
