using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Ward.Server.Access;
using Ward.Server.Settings;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Access;

public sealed class IdentityFileTests
{
    [Fact]
    public async Task AccountsOutliveASecondStart()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: false, Role.Viewer);

        await IdentityFile.Prepare(ward.Services, new ServerOptions { State = ward.State }, TestContext.Current.CancellationToken);

        await using var scope = ward.Services.CreateAsyncScope();
        Assert.NotNull(await scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>().FindByNameAsync("kim"));
    }

    [Fact]
    public async Task AFileOfALaterSchemaIsRefusedAndLeftAsItIs()
    {
        await using var ward = await WardUnderTest.Start();
        await Stamp(ward.State, 99);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => IdentityFile.Prepare(ward.Services, new ServerOptions { State = ward.State }, TestContext.Current.CancellationToken));

        Assert.Contains("schema 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFirstStartThatBrokeOffIsBegunAgain()
    {
        await using var ward = await WardUnderTest.Start();
        await Stamp(ward.State, 0);

        await IdentityFile.Prepare(ward.Services, new ServerOptions { State = ward.State }, TestContext.Current.CancellationToken);

        await using var scope = ward.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>().RoleExistsAsync(Role.Approver));
    }

    private static async Task Stamp(string state, int version)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(state, "identity.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {version}");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
