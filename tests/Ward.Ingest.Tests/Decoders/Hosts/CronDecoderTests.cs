namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class CronDecoderTests
{
    [Theory]
    [InlineData("CRON", "(root) CMD (/usr/local/bin/backup --all)", 6, 1, "user.name=root | job.job_actions.cmd_line=/usr/local/bin/backup --all | process.cmd_line=/usr/local/bin/backup --all")]
    [InlineData("CROND", "(ann) CMD (echo a) | (sh))", 6, 1, "user.name=ann | process.cmd_line=echo a) | (sh)")]
    [InlineData("crontab", "(ann) REPLACE (ann)", 2, 1, "user.name=ann | job.name=ann | status_detail=REPLACE")]
    [InlineData("crontab", "(ann) END EDIT (ann)", 2, 1, "user.name=ann")]
    [InlineData("crontab", "(ann) DELETE (ann)", 3, 1, "user.name=ann")]
    [InlineData("crontab", "(ann) LIST (ann)", 99, 0, "user.name=ann")]
    [InlineData("cron", "(ann) RELOAD (crontabs/ann)", 2, 1, "user.name=ann | job.name=crontabs/ann")]
    [InlineData("cron", "(ann) WRONG FILE OWNER (crontabs/ann)", 99, 2, "user.name=ann")]
    [InlineData("anacron", "Job `cron.daily' started", 6, 1, "job.name=cron.daily")]
    public void AnEntryIsAJob(string program, string message, int activity, int status, string fields) =>
        Assert.Equal("cron", Expect.Read("cron", $"Mar  1 11:59:58 gate {program}[42]: {message}", EventClass.ScheduledJobActivity, activity, status,
            fields.Split(" | ", fields.Contains("sh)", StringComparison.Ordinal) ? 2 : 9)).Source.Service);

    [Fact]
    public void AnotherProgramsLineIsNotCrons() => Assert.False(Decoded.Line("cron", "Mar  1 11:59:58 gate app[1]: (root) CMD (x)").Understood);
}
