using Ward.Server.Access;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class PermissionTableTests
{
    [Fact]
    public void TheTableInTheReferenceIsTheTableInTheCode()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs/reference/api.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(c => c.Length == Role.All.Count + 4)
            .ToDictionary(c => c[1].Trim('`'), c => Role.All.Where((_, i) => c[i + 2] == "yes").ToList());

        Assert.Equal(
            Enum.GetValues<Permission>().Select(p => $"{p}: {string.Join(' ', Role.All.Where(Permissions.RolesFor(p).Contains))}"),
            rows.Select(r => $"{r.Key}: {string.Join(' ', r.Value)}"));
    }

    [Fact]
    public void NobodyActsWithoutASecondFactor()
    {
        var caller = new Caller("kim", Role.All, SecondFactor: false, Token: null);

        Assert.Equal([Permission.See], Enum.GetValues<Permission>().Where(caller.May));
    }
}
