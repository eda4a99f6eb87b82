using System.Text;
using Ward.City;
using Ward.Server.Access;
using Ward.Trust.Authentication;
using Ward.Trust.Roles;

namespace Ward.Server.Composition;

/// <summary>cli.token in the state folder: lets whoever owns the folder look, by the command line. Deciding needs a token of one's own.</summary>
internal static class LocalToken
{
    private const string FileName = "cli.token";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Writes a new one where there is none that still holds.</summary>
    public static async Task Ensure(string state, CityId city, Tokens tokens, CancellationToken stop)
    {
        var path = Path.Combine(state, FileName);
        if (File.Exists(path) && await tokens.Check((await File.ReadAllTextAsync(path, stop)).Trim(), stop) is TokenCheck.Valid) return;
        var (text, _) = await tokens.Create(city, "command line", Tokens.LocalOwner + "cli", [Role.Viewer], Lifetime, stop);
        PrivateFile.Write(path, Encoding.ASCII.GetBytes(text));
    }
}
