namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class RadiusDecoderTests
{
    private const string End = " (from client ap-7 port 5 cli 00-11-22-33-44-55)";

    [Theory]
    [InlineData("Mar  1 11:59:58 aaa radiusd[42]: (12) Login incorrect (mschap: MS-CHAP2-Response is incorrect): [ann/<via Auth-Type = eap>]" + End, 2, "ann", "12")]
    [InlineData("Mar  1 11:59:58 aaa radiusd[42]: Login OK: [ann]" + End, 1, "ann", null)]
    [InlineData("Sun Mar  1 11:59:58 2026 : Auth: (3) Login OK: [host/pc7.city.example/<via Auth-Type = eap>]" + End, 1, "host/pc7.city.example", "3")]
    [InlineData("Mar  1 11:59:58 aaa freeradius[42]: (12) Invalid user (pap: No password): [eve/secret]" + End, 2, "eve", "12")]
    [InlineData("Mar  1 11:59:58 aaa radiusd[42]: Login OK: [x] (from client forged port 1 cli 66-77-88-99-AA-BB)]" + End, 1, "x] (from client forged port 1 cli 66-77-88-99-AA-BB)", null)]
    public void TheVerdictNamesUserAndStation(string line, int status, string user, string? request)
    {
        var read = Expect.Line("radius", line, EventClass.Authentication, 1, status, $"user.name={user} | src_endpoint.mac=00-11-22-33-44-55 | client=ap-7 | auth_protocol=RADIUS | metadata.correlation_uid={request}");
        Assert.False(read.Proven);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
    }

    [Theory]
    [InlineData("Mar  1 11:59:58 aaa radiusd[42]: a line of another kind")]
    [InlineData("Mar  1 11:59:58 aaa app[42]: Login OK: [ann]" + End)]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("radius", line).Understood);
}
