using Ward.Server.Console.Account;

namespace Ward.Server.Tests.Console;

public sealed class WayTests
{
    [Theory]
    [InlineData("/incidents/x?y=1", "/incidents/x?y=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/account/sign-out", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void OnlyAPathOfThisServerIsGoneTo(string? to, string safe) => Assert.Equal(safe, Way.Safe(to));
}
