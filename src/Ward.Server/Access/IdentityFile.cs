using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ward.Trust.Roles;

namespace Ward.Server.Access;

/// <summary>Makes the identity file on the first start and refuses one of another schema.</summary>
internal static class IdentityFile
{
    /// <exception cref="InvalidOperationException">The file was written by another version of Ward.</exception>
    public static async Task Prepare(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IdentityStore>();
        if (await store.Database.EnsureCreatedAsync(stop))
        {
            await store.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {IdentityStore.FileVersion}", stop);
            foreach (var role in Role.All)
                store.Roles.Add(new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant(), ConcurrencyStamp = role });
            await store.SaveChangesAsync(stop);
            return;
        }

        var found = (await store.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").ToListAsync(stop))[0];
        if (found != IdentityStore.FileVersion)
            throw new InvalidOperationException($"identity.db has schema {found}, this version of Ward reads schema {IdentityStore.FileVersion}: start the version that wrote it");
    }
}
