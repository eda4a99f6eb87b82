namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class SuDecoderTests
{
    [Theory]
    [InlineData("FAILED SU (to root) ann on pts/0", 2, "pts/0")]
    [InlineData("(to root) ann on pts/0", 1, "pts/0")]
    [InlineData("Successful su for root by ann", 1, null)]
    [InlineData("FAILED su for root by ann", 2, null)]
    [InlineData("+ /dev/pts/0 ann:root", 1, "/dev/pts/0")]
    [InlineData("- /dev/pts/0 ann:root", 2, "/dev/pts/0")]
    public void WhoBecameWhomIsASwitchOfAccount(string message, int status, string? terminal) =>
        Expect.Line("su", $"Mar  1 11:59:58 gate su[42]: {message}", EventClass.Authentication, 7, status, $"user.name=root | actor.user.name=ann | session.terminal={terminal} | metadata.log_provider=su");

    [Fact]
    public void PamInItsNameIsReadToo() =>
        Expect.Line("su", "Mar  1 11:59:58 gate su: pam_unix(su:session): session closed for user root", EventClass.Authentication, 2, 1, "user.name=root");

    [Fact]
    public void AnotherProgramsLineIsNotSus() => Assert.False(Decoded.Line("su", "Mar  1 11:59:58 gate app: FAILED SU (to root) ann on pts/0").Understood);
}
