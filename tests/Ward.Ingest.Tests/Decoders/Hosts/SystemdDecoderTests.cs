namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class SystemdDecoderTests
{
    [Theory]
    [InlineData("Started ssh.service - OpenBSD Secure Shell server.", 3, 1, "ssh.service")]
    [InlineData("Started OpenBSD Secure Shell server.", 3, 1, "OpenBSD Secure Shell server")]
    [InlineData("Stopped auditd.service - Security Auditing Service.", 4, 1, "auditd.service")]
    [InlineData("Starting ssh.service - OpenBSD Secure Shell server...", 99, 0, "ssh.service")]
    [InlineData("Failed to start nginx.service - A web server.", 3, 2, "nginx.service")]
    [InlineData("nginx.service: Failed with result 'exit-code'.", 4, 2, "nginx.service")]
    [InlineData("nginx.service: Deactivated successfully.", 4, 1, "nginx.service")]
    [InlineData("nginx.service: Scheduled restart job, restart counter is at 5.", 5, 1, "nginx.service")]
    public void AUnitsLifeIsAnApplications(string message, int activity, int status, string unit) =>
        Expect.Line("systemd", $"Mar  1 11:59:58 gate systemd[1]: {message}", EventClass.ApplicationLifecycle, activity, status, $"service.name={unit}");

    [Fact]
    public void AnExitSaysItsCode() =>
        Expect.Line("systemd", "Mar  1 11:59:58 gate systemd[1]: x.service: Main process exited, code=exited, status=203/EXEC", EventClass.ApplicationLifecycle, 4, 2, "exit_code=203 | service.name=x.service");

    [Theory]
    [InlineData("New session 12 of user ann.", 1, "session.uid=12 | user.name=ann")]
    [InlineData("New session 12 of user ann with class user and type tty.", 1, "session.uid=12 | user.name=ann")]
    [InlineData("Session 12 logged out. Waiting for processes to exit.", 2, "session.uid=12")]
    [InlineData("Removed session 12.", 2, "session.uid=12")]
    public void ASessionIsALogonAndALogoff(string message, int activity, string fields) =>
        Expect.Line("systemd", $"Mar  1 11:59:58 gate systemd-logind[7]: {message}", EventClass.Authentication, activity, 1, fields);

    [Fact]
    public void ARebootIsAStateOfThePower() => Expect.Line("systemd", "Mar  1 11:59:58 gate systemd-logind[7]: System is rebooting.", EventClass.DevicePowerStateActivity, 5, 0, "");

    [Theory]
    [InlineData("Mar  1 11:59:58 gate app[1]: Started x.")]
    [InlineData("Mar  1 11:59:58 gate systemd[1]: not a unit: Failed with result")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("systemd", line).Understood);
}
