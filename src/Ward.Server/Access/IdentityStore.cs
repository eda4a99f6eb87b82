using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ward.Server.Access;

/// <summary>The people's accounts: identity.db in the state folder.</summary>
public sealed class IdentityStore(DbContextOptions<IdentityStore> options) : IdentityDbContext<WardUser, IdentityRole, string>(options)
{
    /// <summary>Stamped into the file as user_version. A change of the model raises it and comes with a script that brings older files along.</summary>
    public const int FileVersion = 1;
}
