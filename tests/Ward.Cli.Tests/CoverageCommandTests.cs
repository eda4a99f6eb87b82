namespace Ward.Cli.Tests;

public sealed class CoverageCommandTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task WithoutFilesItListsTheSourcesWithWhatTheyWereTestedAgainst()
    {
        Assert.Equal(0, await desk.Run("feeds", "coverage"));
        Assert.Matches("(?m)sshd .*loghub OpenSSH_2k", desk.Out.ToString());
        Assert.Matches("(?m)cisco-asa .*not verified", desk.Out.ToString());
    }

    [Fact]
    public async Task WithAFileItSaysHowMuchIsUnderstoodByWhomAndWhatIsNot()
    {
        var file = desk.Write("auth.log", "Mar  1 11:59:58 gate sshd[42]: Invalid user a from 203.0.113.7 port 1\r\n\nMar  1 11:59:58 gate thing[42]: pump \u001b[2J 17 hums");

        Assert.Equal(0, await desk.Run("feeds", "coverage", file));

        var said = desk.Out.ToString();
        Assert.Contains("50.0 % of 2 lines understood", said, StringComparison.Ordinal);
        Assert.Matches("(?m)sshd +1 +50.0 %", said);
        Assert.Contains("thing: pump ", said, StringComparison.Ordinal);
        Assert.Contains("[#J ## hums", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecoderThatThereIsNotIsTwo()
    {
        var file = desk.Write("x.log", "a");
        Assert.Equal(2, await desk.Run("feeds", "coverage", "--decoder", "nothing", file));
        Assert.Contains("there is no decoder \"nothing\"", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsOne() => Assert.Equal(1, await desk.Run("feeds", "coverage", Path.Combine(desk.State, "missing.log")));
}
