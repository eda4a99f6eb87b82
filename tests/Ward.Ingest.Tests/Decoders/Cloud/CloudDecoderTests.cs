namespace Ward.Ingest.Tests.Decoders.Cloud;

public sealed class CloudDecoderTests
{
    [Fact]
    public void ACloudTrailCallNamesWhoDidWhatWhere()
    {
        var read = Decoded.Line("auto", """{"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","arn":"arn:x","sessionContext":{"sessionIssuer":{"userName":"deploy"}}},"eventTime":"2026-03-01T11:59:58Z","eventSource":"s3.amazonaws.com","eventName":"DeleteBucket","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","errorCode":"AccessDenied","readOnly":false}""");
        Assert.Equal(("aws-cloudtrail", EventClass.ApiActivity, 4, 2), (read.By, read.Class, read.Activity, read.Status));
        Assert.Equal(new LogSource("", "aws", "cloudtrail"), read.Source);
        Assert.Equal(("deploy", "203.0.113.7", "DeleteBucket", "DeleteBucket"), (read["actor.user.name"], read["src_endpoint.ip"], read["api.operation"], read["eventName"]));
    }

    [Theory]
    [InlineData("Success", 1)]
    [InlineData("Failure", 2)]
    public void AConsoleLoginIsALogon(string outcome, int status)
    {
        var read = Decoded.Line("aws-cloudtrail", $$$"""{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","awsRegion":"us-east-1","userIdentity":{"userName":"ann"},"responseElements":{"ConsoleLogin":"{{{outcome}}}"},"additionalEventData":{"MFAUsed":"Yes"}}""");
        Assert.Equal((EventClass.Authentication, 1, status, "ann", "true"), (read.Class, read.Activity, read.Status, read["user.name"], read["is_mfa"]));
    }

    [Fact]
    public void AServiceThatCallsIsNoAddress()
    {
        var read = Decoded.Line("aws-cloudtrail", """{"eventSource":"kms.amazonaws.com","eventName":"Decrypt","awsRegion":"us-east-1","sourceIPAddress":"rds.amazonaws.com"}""");
        Assert.Null(read["src_endpoint.ip"]);
        Assert.Equal("rds.amazonaws.com", read["src_endpoint.domain"]);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", null)]
    [InlineData("203.0.113.7:50122", "203.0.113.7", "50122")]
    [InlineData("[2001:db8::7]:50122", "2001:db8::7", "50122")]
    [InlineData("2001:db8::7", "2001:db8::7", null)]
    [InlineData("<null>", null, null)]
    public void Microsoft365WritesAddressesInSeveralWays(string text, string? address, string? port)
    {
        var read = Decoded.Line("m365-audit", $$"""{"CreationTime":"2026-03-01T11:59:58","Operation":"UserLoggedIn","Workload":"AzureActiveDirectory","UserId":"ann@example.org","ClientIP":"{{text}}"}""");
        Assert.Equal((EventClass.Authentication, 1, address, port), (read.Class, read.Status, read["src_endpoint.ip"], read["src_endpoint.port"]));
    }

    [Fact]
    public void AnEntraSignInHasTheNamesOfThePortalsTables()
    {
        var read = Decoded.Line("auto", """{"time":"2026-03-01T11:59:58Z","tenantId":"t","operationName":"Sign-in activity","category":"SignInLogs","resultType":"50126","callerIpAddress":"203.0.113.7","properties":{"userPrincipalName":"ann@example.org","authenticationRequirement":"singleFactorAuthentication","deviceDetail":{"deviceId":"d"},"riskState":"none"}}""");
        Assert.Equal(("azure", EventClass.Authentication, 2, new LogSource("", "azure", "signinlogs")), (read.By, read.Class, read.Status, read.Source));
        Assert.Equal(("ann@example.org", "50126", "singleFactorAuthentication", "d", "Failure"), (read["user.name"], read["ResultType"], read["AuthenticationRequirement"], read["DeviceDetail.deviceId"], read["Status"]));
    }

    [Fact]
    public void ASignInFromGraphIsKnownToo()
    {
        var read = Decoded.Line("auto", """{"id":"i","createdDateTime":"2026-03-01T11:59:58Z","userPrincipalName":"ann@example.org","appDisplayName":"Portal","ipAddress":"203.0.113.7","status":{"errorCode":0}}""");
        Assert.Equal(("azure", 1, "203.0.113.7"), (read.By, read.Status, read["src_endpoint.ip"]));
    }

    [Theory]
    [InlineData("AuditLogs", "Add member to role", "auditlogs", 1)]
    [InlineData("Administrative", "MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE", "activitylogs", 4)]
    public void AzuresOwnChangesAreCalls(string category, string operation, string service, int activity)
    {
        var read = Decoded.Line("auto", $$$"""{"time":"2026-03-01T11:59:58Z","resourceId":"/r","operationName":"{{{operation}}}","category":"{{{category}}}","resultType":"Success","properties":{}}""");
        Assert.Equal((EventClass.ApiActivity, activity, 1, service), (read.Class, read.Activity, read.Status, read.Source.Service));
    }

    [Fact]
    public void GitHubsVerbStandsAfterTheDot()
    {
        var read = Decoded.Line("auto", """{"@timestamp":1772366398123,"action":"protected_branch.destroy","actor":"ann","org":"city","actor_ip":"203.0.113.7"}""");
        Assert.Equal(("github-audit", EventClass.ApiActivity, 4, "ann", "203.0.113.7"), (read.By, read.Class, read.Activity, read["actor.user.name"], read["src_endpoint.ip"]));
        Assert.Equal("protected_branch.destroy", read["action"]);
    }

    [Fact]
    public void AGoogleCallKeepsTheNameThatRulesUse() =>
        Assert.Equal("v1.compute.firewalls.insert", Decoded.Line("auto", """{"timestamp":"2026-03-01T11:59:58Z","protoPayload":{"serviceName":"compute.googleapis.com","methodName":"v1.compute.firewalls.insert"}}""")["gcp.audit.method_name"]);

    [Theory]
    [InlineData("create", 201, 1, 1)]
    [InlineData("list", 403, 2, 2)]
    [InlineData("patch", 200, 3, 1)]
    [InlineData("deletecollection", 200, 4, 1)]
    public void AKubernetesCallIsJudgedByItsAnswer(string verb, int code, int activity, int status)
    {
        var read = Decoded.Line("auto", $$$"""{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a","verb":"{{{verb}}}","user":{"username":"ann"},"sourceIPs":["203.0.113.7","10.0.0.1"],"objectRef":{"resource":"pods"},"responseStatus":{"code":{{{code}}}},"stageTimestamp":"2026-03-01T11:59:58.1Z"}""");
        Assert.Equal(("kubernetes-audit", activity, status, "203.0.113.7", false), (read.By, read.Activity, read.Status, read["src_endpoint.ip"], read.Proven));
        Assert.Equal(new LogSource("application", "kubernetes", "audit"), read.Source);
    }
}
