namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class SudoDecoderTests
{
    private const string Head = "Mar  1 11:59:58 gate sudo: ";

    [Fact]
    public void ACommandIsAProcessThatStarted()
    {
        var read = Expect.Line("sudo", Head + "     ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow", EventClass.ProcessActivity, 1, 1,
            "actor.user.name=ann | process.user.name=root | process.cmd_line=/usr/bin/cat /etc/shadow | process.file.path=/usr/bin/cat | process.working_directory=/home/ann | session.terminal=pts/0 | actor.process.name=sudo | metadata.log_provider=sudo");
        Assert.Equal(new LogSource("process_creation", "linux", "sudo"), read.Source);
        Assert.False(read.Proven);
    }

    [Theory]
    [InlineData("ann : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls", EventClass.Authentication, 7, "3 incorrect password attempts")]
    [InlineData("ann : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls", EventClass.Authentication, 7, "user NOT in sudoers")]
    [InlineData("ann : command not allowed ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls", EventClass.ProcessActivity, 1, "command not allowed")]
    [InlineData("ann : a password is required", EventClass.Authentication, 7, "a password is required")]
    public void ARefusalIsAFailureWithItsReason(string message, EventClass eventClass, int activity, string reason) =>
        Expect.Line("sudo", Head + message, eventClass, activity, 2, $"actor.user.name=ann | status_detail={reason}");

    [Fact]
    public void WhatElseItStatesIsKept() =>
        Expect.Line("sudo", Head + "ann : TTY=pts/0 ; PWD=/ ; USER=root ; GROUP=adm ; TSID=000001 ; COMMAND=/bin/ls", EventClass.ProcessActivity, 1, 1, "GROUP=adm | TSID=000001");

    [Fact]
    public void ADirectoryOfTheCallersNamingForgesNoUserAndNoPath() =>
        Expect.Line("sudo", Head + "ann : TTY=pts/0 ; PWD=/tmp/x ; USER=nobody ; COMMAND=/bin/true ; USER=root ; COMMAND=/bin/sh", EventClass.ProcessActivity, 1, 1,
            "process.user.name= | user.name= | process.file.path= | process.cmd_line=/bin/true ; USER=root ; COMMAND=/bin/sh");

    [Fact]
    public void PamInItsNameIsReadToo() =>
        Expect.Line("sudo", Head + "pam_unix(sudo:session): session opened for user root(uid=0) by ann(uid=1000)", EventClass.Authentication, 1, 1, "user.name=root | service.name=sudo");

    [Theory]
    [InlineData("Mar  1 11:59:58 gate other: ann : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls")]
    [InlineData(Head + "unable to resolve host gate")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("sudo", line).Understood);
}
