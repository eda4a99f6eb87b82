using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ward.Server.Settings;
using Ward.Trust.Roles;

namespace Ward.Server.Access;

/// <summary>Makes the identity file on the first start and refuses one of another schema.</summary>
internal static class IdentityFile
{
    public static string PathIn(ServerOptions options) => Path.Combine(options.State, "identity.db");

    /// <exception cref="InvalidOperationException">The file was written by another version of Ward.</exception>
    public static async Task Prepare(IServiceProvider services, ServerOptions options, CancellationToken stop)
    {
        var file = PathIn(options);
        if (File.Exists(file))
        {
            // Asked without the mapper, whose model costs more time than the rest of the start.
            var found = await Version(file, stop);
            if (found == IdentityStore.FileVersion) return;
            if (found != 0)
                throw new InvalidOperationException($"identity.db has schema {found}, this version of Ward reads schema {IdentityStore.FileVersion}: start the version that wrote it");
            File.Delete(file); // the stamp comes last, so the first start broke off and nobody has an account in it
        }

        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IdentityStore>();
        await store.Database.EnsureCreatedAsync(stop);
        foreach (var role in Role.All)
            store.Roles.Add(new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant(), ConcurrencyStamp = role });
        await store.SaveChangesAsync(stop);
        await store.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {IdentityStore.FileVersion}", stop);
    }

    private static async Task<long> Version(string file, CancellationToken stop)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)(await command.ExecuteScalarAsync(stop) ?? 0L);
    }
}
