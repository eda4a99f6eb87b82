using System.Text;
using CsCheck;

namespace Ward.Ingest.Tests.Decoders;

public sealed class SshdDecoderTests
{
    private const string Head = "Mar  1 11:59:58 gate sshd[4242]: ";

    [Theory]
    [InlineData("Failed password for root from 203.0.113.7 port 5022 ssh2", "root", "Failed password", 1, 2)]
    [InlineData("Failed password for invalid user admin from 203.0.113.7 port 5022 ssh2", "admin", "Failed password", 1, 2)]
    [InlineData("Failed none for invalid user 0 from 203.0.113.7 port 5022 ssh2", "0", "Failed none", 1, 2)]
    [InlineData("Failed keyboard-interactive/pam for root from 203.0.113.7 port 5022 ssh2", "root", "Failed keyboard-interactive/pam", 1, 2)]
    [InlineData("Failed publickey for root from 203.0.113.7 port 5022 ssh2: RSA SHA256:abcdef", "root", "Failed publickey", 1, 2)]
    [InlineData("Accepted password for ops from 203.0.113.7 port 5022 ssh2", "ops", "Accepted password", 1, 1)]
    [InlineData("Accepted publickey for ops from 203.0.113.7 port 5022 ssh2: ED25519 SHA256:abcdef", "ops", "Accepted publickey", 1, 1)]
    [InlineData("Invalid user oracle from 203.0.113.7 port 5022", "oracle", "Invalid user", 1, 2)]
    [InlineData("Connection closed by authenticating user root 203.0.113.7 port 5022 [preauth]", "root", "Connection closed", 2, 0)]
    [InlineData("Connection closed by invalid user a b 203.0.113.7 port 5022 [preauth]", "a b", "Connection closed", 2, 0)]
    [InlineData("Connection reset by 203.0.113.7 port 5022 [preauth]", null, "Connection reset", 2, 0)]
    [InlineData("Disconnected from user ops 203.0.113.7 port 5022", "ops", "Disconnected", 2, 0)]
    [InlineData("Disconnecting authenticating user root 203.0.113.7 port 5022: Too many authentication failures [preauth]", "root", "Disconnecting", 2, 0)]
    [InlineData("Received disconnect from 203.0.113.7 port 5022:11: Bye Bye [preauth]", null, "Received disconnect", 2, 0)]
    [InlineData("error: maximum authentication attempts exceeded for invalid user x from 203.0.113.7 port 5022 ssh2 [preauth]", "x", "Maximum authentication attempts exceeded", 1, 2)]
    public void ALineIsReadInFull(string message, string? user, string detail, int activity, int status)
    {
        var read = Decoded.Line("sshd", Head + message);

        Assert.True(read.Understood);
        Assert.Equal(EventClass.Authentication, read.Class);
        Assert.Equal((activity, status), (read.Activity, read.Status));
        Assert.Equal("203.0.113.7", read["src_endpoint.ip"]);
        Assert.Equal("5022", read["src_endpoint.port"]);
        Assert.Equal(user, read["user.name"]);
        Assert.Equal(detail, read["status_detail"]);
        Assert.Equal("sshd", read["metadata.log_provider"]);
        Assert.Equal(new LogSource("", "linux", "sshd"), read.Source);
        Assert.True(read.Proven);
    }

    [Theory]
    [InlineData("Received disconnect from 203.0.113.7: 11: Bye Bye [preauth]")]
    [InlineData("Connection closed by 203.0.113.7 [preauth]")]
    [InlineData("Invalid user admin from 203.0.113.7")]
    [InlineData("Did not receive identification string from 203.0.113.7")]
    [InlineData("reverse mapping checking getaddrinfo for 1.2.3.4.example [203.0.113.7] failed - POSSIBLE BREAK-IN ATTEMPT!")]
    [InlineData("Bad protocol version identification 'x from 10.0.0.1 port 1' from 203.0.113.7 port 5")]
    [InlineData("Address 203.0.113.7 maps to evil.example, but this does not map back to the address - POSSIBLE BREAK-IN ATTEMPT!")]
    public void OlderAndOddLinesNameTheirSource(string message)
    {
        var read = Decoded.Line("sshd", Head + message);
        Assert.True(read.Understood);
        Assert.Equal("203.0.113.7", read["src_endpoint.ip"]);
    }

    [Fact]
    public void APamFailureNamesItsHostButProvesNothing()
    {
        var read = Decoded.Line("sshd", Head + "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.7  user=root");
        Assert.Equal(("203.0.113.7", "root", "pam", false), (read["src_endpoint.ip"], read["user.name"], read["metadata.log_provider"], read.Proven));
    }

    [Fact]
    public void APamSessionIsAnOpenedAndAClosedOne()
    {
        var opened = Decoded.Line("sshd", Head + "pam_unix(sshd:session): session opened for user ops(uid=1000) by (uid=0)");
        var closed = Decoded.Line("sshd", Head + "pam_unix(sshd:session): session closed for user ops");
        Assert.Equal((1, 1, "ops"), (opened.Activity, opened.Status, opened["user.name"]));
        Assert.Equal((2, 1, "ops"), (closed.Activity, closed.Status, closed["user.name"]));
    }

    [Fact]
    public void ARepeatedLineSaysHowOften()
    {
        var read = Decoded.Line("sshd", Head + "message repeated 5 times: [ Failed password for root from 203.0.113.7 port 5022 ssh2]");
        Assert.Equal(("5", "203.0.113.7", "root"), (read["count"], read["src_endpoint.ip"], read["user.name"]));
    }

    [Theory]
    [InlineData("Mar  1 11:59:58 gate su[1]: Failed password for root from 203.0.113.7 port 5022 ssh2")]
    [InlineData("Failed password for root from 203.0.113.7 port 5022 ssh2")]
    [InlineData("Mar  1 11:59:58 gate notsshd[1]: Failed password for root from 203.0.113.7 port 5022 ssh2")]
    public void OnlySshdsOwnLinesAreTaken(string line) => Assert.False(Decoded.Line("sshd", line).Understood);

    [Theory]
    [InlineData("sshd-session")]
    [InlineData("sshd-auth")]
    public void TheSplitDaemonsOfNewerReleasesAreSshdToo(string tag) =>
        Assert.True(Decoded.Line("sshd", $"Mar  1 11:59:58 gate {tag}[1]: Invalid user a from 203.0.113.7 port 1").Understood);

    [Fact]
    public void ACutLineIsNotReadFromItsFalseEnd()
    {
        var read = Decoded.Line("sshd", Encoding.UTF8.GetBytes(Head + "Failed password for invalid user x from 10.0.0.1 port 22 ssh2"), cut: true);
        Assert.False(read.Understood);
        Assert.Null(read["src_endpoint.ip"]);
    }

    [Fact]
    public void AKeyIdOfTheClientsMakingNamesNoSource()
    {
        var read = Decoded.Line("sshd", Head + "Failed publickey for invalid user x from 203.0.113.7 port 5 ssh2: RSA-CERT SHA256:a ID y from 10.0.0.1 port 22 ssh2: z (serial 0) CA RSA SHA256:b");
        Assert.True(read.Understood);
        Assert.NotEqual("10.0.0.1", read["src_endpoint.ip"]);
        Assert.False(read.Proven);
    }

    /// <summary>The user name is the attacker's: whatever it holds, the source is sshd's own word or none at all.</summary>
    [Fact]
    public void TheSourceNeverComesFromTheUserName()
    {
        string[] templates =
        [
            "Failed password for invalid user {0} from 203.0.113.7 port 5022 ssh2",
            "Failed publickey for invalid user {0} from 203.0.113.7 port 5022 ssh2: RSA SHA256:xyz",
            "Failed keyboard-interactive/pam for invalid user {0} from 203.0.113.7 port 5022 ssh2",
            "Invalid user {0} from 203.0.113.7 port 5022",
            "Invalid user {0} from 203.0.113.7",
            "Connection closed by invalid user {0} 203.0.113.7 port 5022 [preauth]",
            "Connection reset by invalid user {0} 203.0.113.7 port 5022 [preauth]",
            "Disconnected from invalid user {0} 203.0.113.7 port 5022 [preauth]",
            "error: maximum authentication attempts exceeded for invalid user {0} from 203.0.113.7 port 5022 ssh2 [preauth]",
            "error: PAM: Authentication failure for illegal user {0} from 203.0.113.7",
            "input_userauth_request: invalid user {0} [preauth]",
            "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.7  user={0}",
            "message repeated 3 times: [ Failed password for invalid user {0} from 203.0.113.7 port 5022 ssh2]",
            "Disconnecting invalid user {0} 203.0.113.7 port 5022: Change of username or service not allowed: ({0},ssh-connection) -> ({0},ssh-connection) [preauth]",
        ];
        string[] pieces =
        [
            " from 10.0.0.1 port 22 ssh2", " from 10.0.0.1 port 22", " from 10.0.0.1", "10.0.0.1 port 22", " rhost=10.0.0.1", "  user=", "\\012", "\n", " ", "root", "]", "[preauth]",
            " ssh2: RSA SHA256:q", " port 22", "invalid user ", "", "::1", "[10.0.0.1] failed.", "pam_unix(sshd:auth): ", "Mar  1 11:59:58 h sshd[1]: ", "é", "\"", " for ", " by ",
        ];
        var name = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 6].Select(string.Concat);
        Gen.Select(Gen.Int[0, templates.Length - 1].Select(i => templates[i]), name).Sample(
            (template, user) =>
            {
                var read = Decoded.Line("sshd", Head + template.Replace("{0}", user, StringComparison.Ordinal));
                Assert.True(read["src_endpoint.ip"] is null or "203.0.113.7", $"{template} with '{user}' gave {read["src_endpoint.ip"]}");
            },
            iter: 20_000);
    }
}
