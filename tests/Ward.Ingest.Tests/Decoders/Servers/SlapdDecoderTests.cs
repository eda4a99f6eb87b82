namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class SlapdDecoderTests
{
    private const string Head = "Mar  1 11:59:58 ldap slapd[42]: conn=1007 ";

    [Theory]
    [InlineData("fd=12 ACCEPT from IP=203.0.113.7:5022 (IP=0.0.0.0:389)", EventClass.NetworkActivity, 1, 1, "src_endpoint.ip=203.0.113.7 | src_endpoint.port=5022 | dst_endpoint.port=389")]
    [InlineData("fd=12 closed (connection lost)", EventClass.NetworkActivity, 2, 0, "")]
    [InlineData("op=0 BIND dn=\"cn=admin,dc=city\" method=128", EventClass.Authentication, 1, 0, "user.name=cn=admin,dc=city | method=128")]
    [InlineData("op=0 BIND dn=\"cn=admin,dc=city\" mech=SIMPLE ssf=0", EventClass.Authentication, 1, 1, "auth_protocol=SIMPLE")]
    [InlineData("op=0 RESULT tag=97 err=49 qtime=0.00001 etime=0.0002 text=", EventClass.Authentication, 1, 2, "status_code=49 | err=49")]
    [InlineData("op=0 RESULT tag=97 err=0 text=", EventClass.Authentication, 1, 1, "status_code=0")]
    [InlineData("op=1 SRCH base=\"dc=city\" scope=2 deref=0 filter=\"(uid=*)\"", EventClass.DatastoreActivity, 4, 0, "base=dc=city | filter=(uid=*) | scope=2")]
    [InlineData("op=1 SEARCH RESULT tag=101 err=0 nentries=512 text=", EventClass.DatastoreActivity, 4, 1, "nentries=512")]
    [InlineData("op=2 MOD dn=\"cn=x,dc=city\"", EventClass.DatastoreActivity, 2, 0, "resources.name=cn=x,dc=city")]
    [InlineData("op=2 DEL dn=\"cn=x,dc=city\"", EventClass.DatastoreActivity, 7, 0, "resources.name=cn=x,dc=city")]
    [InlineData("op=3 UNBIND", EventClass.Authentication, 2, 0, "")]
    public void AnOperationIsJoinedByItsConnection(string message, EventClass eventClass, int activity, int status, string fields) =>
        Expect.Line("slapd", Head + message, eventClass, activity, status, fields.Length == 0 ? "metadata.correlation_uid=1007" : fields + " | metadata.correlation_uid=1007");

    [Fact]
    public void ATextOfTheResultForgesNoCode() => Expect.Line("slapd", Head + "op=0 RESULT tag=97 err=49 text= err=0 tag=101", EventClass.Authentication, 1, 2, "status_code=49");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("slapd", "Mar  1 11:59:58 ldap slapd[42]: a line of another kind").Understood);
}
